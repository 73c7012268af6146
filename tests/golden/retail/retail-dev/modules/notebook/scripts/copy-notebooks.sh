# Copies the notebooks of the bucket into the folder that survives a stop. A file that its owner has changed stays as it is, and the
# new version is put beside it; an unchanged older copy is replaced. The manifest holds what was delivered last, by path.
set -u
export AWS_MAX_ATTEMPTS=2

home="${ROOT:-}/home/ec2-user/SageMaker"
manifest="$home/.kickstart-notebooks"
declare -A delivered=()

hash_of() { sha256sum <"$1" | cut -d ' ' -f 1; }

# deliver FILE PATH: true if PATH now holds FILE; false if somebody's own version is there.
deliver() {
  local target="$home/$2"
  if [ -e "$target" ] || [ -L "$target" ]; then
    if ! [ -f "$target" ] || ! [ -r "$target" ]; then
      return 1
    fi
    local present
    present="$(hash_of "$target")"
    if [ "$present" = "$(hash_of "$1")" ]; then
      return 0
    fi
    [ "$present" = "${delivered[$2]:-}" ] || return 1
  fi
  # Beside its place and renamed, so that a full disk or a kill leaves no half a notebook.
  mkdir -p "$(dirname "$target")" && cp "$1" "$target.part" && mv "$target.part" "$target"
}

new="$(mktemp -d)" || exit 1
trap 'rm -rf "$new"' EXIT
aws s3 cp --recursive --only-show-errors --region "$REGION" --cli-connect-timeout 5 --cli-read-timeout 20 "$SOURCE_URI" "$new" </dev/null || {
  echo "kickstart: $SOURCE_URI cannot be read; the notebooks stay as they are" >&2
  exit 0
}

mkdir -p "$home"
if [ -f "$manifest" ]; then
  while read -r hash path; do
    [ -n "$path" ] && delivered["$path"]="$hash"
  done <"$manifest"
fi

while IFS= read -r -d '' file; do
  path="${file#"$new"/}"
  hash="$(hash_of "$file")"
  stem="$path" extension=""
  case "${path##*/}" in
  ?*.*) stem="${path%.*}" extension=".${path##*.}" ;;
  esac

  if deliver "$file" "$path"; then
    delivered["$path"]="$hash"
  elif [ "${delivered[$path]:-}" != "$hash" ]; then
    # Each version is offered once; a "new" file that was changed too is kept like any other.
    for beside in "$stem.new$extension" "$stem.new-${hash:0:8}$extension"; do
      if deliver "$file" "$beside"; then
        delivered["$beside"]="$hash"
        delivered["$path"]="$hash"
        echo "kickstart: $path was changed here, the new version is $beside"
        break
      fi
    done
  fi
done < <(find "$new" -type f -print0 | sort -z)

for path in "${!delivered[@]}"; do
  printf '%s  %s\n' "${delivered[$path]}" "$path"
done | sort -k 2 >"$manifest.part" && mv "$manifest.part" "$manifest"
