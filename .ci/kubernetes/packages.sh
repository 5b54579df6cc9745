# Sourced by the builders: a package list of their own, beside the system's, and a folder in the cache for what they build.
# The system is not touched: packages are unpacked, never installed.

# part NAME: sets $target, the folder that this version of the script fills; answers --find; ends the script where it is there already.
part() {
    local script=$1 option=${2:-}
    name=$(basename "$script")
    here=$(cd "$(dirname "$script")" && pwd)
    cache=${XDG_CACHE_HOME:-$HOME/.cache}/weft-kubernetes
    target=$cache/$name-$(cat "$script" "$here/packages.sh" | sha256sum | cut -c1-12)
    if [ -d "$target" ]; then
        echo "$target"
        exit 0
    fi
    if [ "$option" = --find ]; then
        if [ -s "$target.failed" ]; then cat "$target.failed" >&2; else echo "not built: run $script" >&2; fi
        exit 1
    fi
    mkdir -p "$cache"
    exec 9>"$cache/lock" && flock 9
    [ ! -d "$target" ] || exit 0
    work=$target.work log=$target.log
    rm -rf "$work" "$target.failed"
    mkdir -p "$work"/{lists/partial,cache/archives/partial,debs,root,out}
    trap 'echo "$name: $step failed, see $log" | tee "$target.failed" >&2' ERR
    echo "building $name in $target (some minutes, once); log: $log" >&2
}

# packages "TYPES" "SUITES": which packages apt sees from here on.
packages() {
    local mirror
    # The one that this system uses.
    mirror=$({ cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null || true; } \
        | awk '($1 == "URIs:" || $1 == "deb") && $2 ~ /\/debian\/?$/ {print $2; exit}')
    [ -n "$mirror" ] || { echo "no Debian archive in /etc/apt" >>"$log"; false; }
    printf '%s\n' "Types: $1" "URIs: $mirror" "Suites: $2" "Components: main" \
        "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg" >"$work/all.sources"
    : >"$work/status"
    cat >"$work/apt.conf" <<EOF
Dir::Etc::SourceList "$work/all.sources"; Dir::Etc::SourceParts "-"; Dir::Etc::Preferences "-"; Dir::Etc::PreferencesParts "-";
Dir::State::Lists "$work/lists"; Dir::State::Status "$work/status"; Dir::Cache "$work/cache";
APT::Sandbox::User "root"; APT::Install-Recommends "false"; Acquire::Retries "3";
EOF
    export APT_CONFIG=$work/apt.conf
    apt-get -qq update >>"$log" 2>&1
}

# unpack FOLDER PACKAGE...: the files of packages below a folder.
unpack() {
    local folder=$1
    shift
    mkdir -p "$folder"
    (cd "$work/debs" && rm -f ./*.deb && apt-get -qq download "$@" >>"$log" 2>&1 \
        && for deb in ./*.deb; do dpkg-deb -x "$deb" "$folder"; done)
}

# go_from FOLDER: the Go in it, without a network and without modules.
go_from() {
    export GOROOT=$1 GOCACHE=$work/gocache GO111MODULE=off CGO_ENABLED=0 GOPROXY=off GOTOOLCHAIN=local GOFLAGS=-trimpath
    export PATH=$1/bin:$PATH
}

# finish: the programs are there for good, and the rest goes.
finish() {
    mv "$work/out" "$target"
    chmod -R u+w "$work" && rm -rf "$work"
    echo "$target"
}
