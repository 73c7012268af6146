use crate::diagnostic::Sink;
use crate::facts::WINDOWS_DEVICES;
use crate::lint::Check;
use crate::lint::rule::declare_rule;
use crate::spec::Page;

declare_rule! {
    /// ## What it does
    /// Flags a stage that is called as Windows calls a device: `con`, `prn`, `aux`, `nul`, `com0` to `com9`, `lpt0` to `lpt9`.
    /// Owners of sandboxes must not be called so either.
    ///
    /// ## Why is this bad
    /// Windows opens the device instead of a file or folder of that name, whatever its ending. A repository with one cannot
    /// be checked out there, and scripts that write `<stage>.tfvars` or `<stage>.log` write into nothing.
    ///
    /// ## Example
    /// ```toml
    /// [stages.aux]
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [stages.auxiliary]
    /// ```
    ///
    /// ## References
    /// - [Naming files, paths, and namespaces](https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file)
    pub static RULE = "windows-device-name", Error, Check::Page(check);
}

fn check(page: &Page, sink: &mut Sink) {
    let devices = page
        .spec
        .stages
        .keys()
        .filter(|name| WINDOWS_DEVICES.contains(&name.as_str()));
    for name in devices {
        let place = page.tree.key_place(&["stages", name]);
        let message = format!("`{name}` is the name of a device on Windows: files cannot be called so there");
        sink.push(RULE.finding(&place, message).help("choose another name for the stage"));
    }
}
