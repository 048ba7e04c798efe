# Shared by ops/demo and ops/test: where a JDK is, how Debian packages get in, and when a build is still good.
# Sourced by bash; the caller has `set -euo pipefail`.

OPS_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
MIN_JAVA=17

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# help_if_asked NAME ARGUMENT…: prints ops/help/NAME.txt and ends if that is asked for; nothing has to be built for it.
help_if_asked() {
  local name=$1 argument
  shift
  for argument in "$@"; do
    case $argument in -h | --help) cat "$OPS_ROOT/ops/help/$name.txt"; exit 0 ;; esac
  done
}

# Runs a command as root: directly, or by sudo where it asks for no password.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
  else return 77
  fi
}

can_be_root() { [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }; }

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Abbrev}' "$1" 2>/dev/null)" = "ii " ]; }

# apt_install WHY PACKAGE...: installs what is missing, or says what to install and returns 1.
apt_install() {
  local why=$1 package missing=()
  shift
  for package in "$@"; do is_installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    say "$why: please install ${missing[*]} (this system has no apt-get)." >&2
    return 1
  fi
  if ! can_be_root; then
    say "$why: please have an administrator run: apt-get install ${missing[*]}" >&2
    return 1
  fi
  say "$why: installing ${missing[*]} …"
  local log
  log=$(mktemp)
  if as_root env DEBIAN_FRONTEND=noninteractive sh -c '
      apt-get -qq -o DPkg::Lock::Timeout=300 update || true
      apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold install "$@"
    ' sh "${missing[@]}" </dev/null >"$log" 2>&1; then
    rm -f "$log"
  else
    tail -n 20 "$log" >&2
    rm -f "$log"
    say "$why: apt-get install ${missing[*]} failed; its last lines stand above." >&2
    return 1
  fi
}

java_major() {
  local line
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 1
  line=$("$1/bin/javac" -version 2>&1) || return 1
  line=${line#javac }
  case $line in 1.*) line=${line#1.} ;; esac
  line=${line%%[!0-9]*}
  [ -n "$line" ] && printf '%s\n' "$line"
}

# Prints the home of the first JDK that is new enough: JAVA_HOME, the PATH, /usr/lib/jvm.
find_jdk() {
  local home major javac
  javac=$(command -v javac || true)
  for home in "${JAVA_HOME-}" "${javac:+$(dirname "$(dirname "$(readlink -f "$javac")")")}" \
    /usr/lib/jvm/java-17-openjdk-* /usr/lib/jvm/*; do
    [ -n "$home" ] || continue
    major=$(java_major "$home") || continue
    if [ "$major" -ge "$MIN_JAVA" ]; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
}

# Sets and exports JAVA_HOME to a JDK that can build and run Yilu, installing Debian's if there is none.
need_jdk() {
  local home
  if ! home=$(find_jdk); then
    apt_install "Yilu needs a JDK, version $MIN_JAVA or newer" openjdk-17-jdk-headless \
      || die "No JDK $MIN_JAVA or newer was found in JAVA_HOME, the PATH or /usr/lib/jvm. Install one (Debian: openjdk-17-jdk-headless) and run this again."
    home=$(find_jdk) || die "openjdk-17-jdk-headless was installed but no JDK $MIN_JAVA was found under /usr/lib/jvm."
  fi
  export JAVA_HOME=$home
  export PATH=$JAVA_HOME/bin:$PATH
}

# The Maven wrapper fetches Maven once and needs something to fetch it with.
need_fetcher() {
  command -v curl >/dev/null 2>&1 || command -v wget >/dev/null 2>&1 \
    || apt_install "The Maven wrapper needs curl or wget" curl ca-certificates \
    || die "Neither curl nor wget was found; install one of them and run this again."
}

mvnw() { (cd "$OPS_ROOT" && ./mvnw -B -ntp "$@" </dev/null); }

# One hash over everything that the built nodes are made of.
sources_hash() {
  (
    cd "$OPS_ROOT"
    if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
      git -c core.quotePath=false ls-files -z -co --exclude-standard -- pom.xml '*/pom.xml' '*/src/main/*'
    else
      find . -name target -prune -o -path ./var -prune -o \( -name pom.xml -o -path '*/src/main/*' \) -type f -print0
    fi | LC_ALL=C sort -z | while IFS= read -r -d '' file; do
      [ -f "$file" ] && printf '%s\0' "$file"
    done | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1
  )
}

# Builds all modules without tests, unless nothing changed since the last time. Shows progress, keeps the whole log.
build_nodes() {
  local target=$OPS_ROOT/ops/target stamp log now pid started shown=0 line status=0
  stamp=$target/build.stamp
  log=$target/build.log
  now="$(sources_hash) $JAVA_HOME"
  mkdir -p "$target"
  # Two commands started together would build into the same folders.
  exec 9>"$target/build.lock"
  flock -n 9 || { say "Another command is building here; waiting for it …"; flock 9; }
  if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && built_files_exist; then exec 9>&-; return 0; fi
  need_fetcher
  say "Building (log: ${log#"$OPS_ROOT"/}) …"
  started=$SECONDS
  # Libraries of an earlier build would stay on the class path.
  rm -rf "$target/lib"
  # The whole Maven run is one process group, so that Ctrl-C reaches it as well.
  (cd "$OPS_ROOT" && exec ./mvnw -B -Dquick -DskipTests package </dev/null) >"$log" 2>&1 &
  pid=$!
  trap 'kill "$pid" 2>/dev/null || true; exit 130' INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    sleep 1
    if [ $((SECONDS - started - shown)) -ge 5 ]; then
      shown=$((SECONDS - started))
      line=$(sed -n 's/^\[INFO\] Building \(Yilu.*\)/\1/p' "$log" | tail -n 1)
      say "  ${shown} s  ${line:-preparing Maven}, $(grep -c '^\[INFO\] Downloaded from' "$log" || true) files fetched"
    fi
  done
  wait "$pid" || status=$?
  trap - INT TERM
  if [ "$status" != 0 ]; then
    grep -E '^\[ERROR\]' "$log" | head -n 20 >&2 || tail -n 20 "$log" >&2
    die "The build failed after $((SECONDS - started)) s; the whole log is ${log#"$OPS_ROOT"/}."
  fi
  built_files_exist || die "The build ended well but did not leave what is needed; see ${log#"$OPS_ROOT"/}."
  say "Built in $((SECONDS - started)) s."
  printf '%s\n' "$now" >"$stamp"
  exec 9>&-
}

# The executable jars of both nodes and the launcher with its libraries.
built_files_exist() {
  ls "$OPS_ROOT"/county-node/target/county-node-*.jar "$OPS_ROOT"/township-node/target/township-node-*.jar \
    "$OPS_ROOT"/ops/target/lib/*.jar >/dev/null 2>&1 && [ -d "$OPS_ROOT/ops/target/classes/io/yilu/ops" ]
}

# ---- for ops/backup: the node's own database, by the tools of the server that it runs on; $data is the data directory.

# Finds mariadb and mariadb-dump: YILU_SERVER_DIR, what the nodes of this user unpacked, else the system's.
database_tools() {
  local base
  for base in "${YILU_SERVER_DIR-}" "$HOME"/.cache/yilu/mariadb-* /usr; do
    if [ -n "$base" ] && [ -x "$base/bin/mariadb" ] && [ -x "$base/bin/mariadb-dump" ]; then
      DATABASE_TOOLS=$base
      return 0
    fi
  done
  die "mariadb and mariadb-dump are not found: set YILU_SERVER_DIR to the node's yilu.database.server-dir."
}

# with_database PROGRAM ARGUMENT…: the password goes by the environment, which only this user can read.
with_database() {
  local program=$1
  shift
  LD_LIBRARY_PATH="$DATABASE_TOOLS/libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" MYSQL_PWD=$(cat "$data/keys/database-password") \
    "$DATABASE_TOOLS/bin/$program" --no-defaults --protocol=tcp --host=127.0.0.1 --port="$(cat "$data/database.port")" \
    --user=yilu --skip-ssl --default-character-set=utf8mb4 --max-allowed-packet=64M "$@"
}

# ask SQL: rows as lines, columns apart by tabs.
ask() { with_database mariadb --batch --skip-column-names --execute="$1" yilu; }

# One snapshot of all tables, while the node goes on writing.
dump() { with_database mariadb-dump --single-transaction --quick --hex-blob --skip-lock-tables yilu; }
