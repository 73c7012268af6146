//! What a stack that retains its data keeps when somebody tries to destroy it.

use crate::stack::Stack;
use serde_json::json;

/// A destroy is refused at its plan, before anything is lost.
#[track_caller]
pub fn assert_kept(stack: &mut Stack) {
    let said = stack.refuse_to_destroy();
    assert!(said.contains("prevent_destroy"), "{said}");
}

/// How many objects the stack's bucket of this kind holds.
#[track_caller]
pub fn assert_objects(stack: &mut Stack, kind: &str, count: usize) {
    let bucket = stack.bucket(kind);
    let kept = stack.call("s3", "list_objects_v2", json!({"Bucket": bucket}));
    assert_eq!(kept["KeyCount"], count, "{kept}");
}

/// What is kept can still be read: no key waits for its deletion.
#[track_caller]
pub fn assert_keys_stay(stack: &mut Stack) {
    let keys = stack.call("kms", "list_keys", json!({}))["Keys"].take();
    let keys = keys.as_array().expect("keys");
    assert!(!keys.is_empty());
    for key in keys {
        let key = stack.call("kms", "describe_key", json!({"KeyId": key["KeyId"]}));
        assert_eq!(key["KeyMetadata"]["KeyState"], "Enabled", "{key}");
    }
}
