/** A package manager, by the name of its command; `apt` is `apt-get`. */
export type Installer = 'apt' | 'dnf' | 'tdnf';

/*
 * The functions of the script for packages. `prelude.ts` has the others, and what the script begins with.
 */

/** Functions for any package manager. */
const COMMON = {
  /** URL FINGERPRINT PATH: a key that signs packages, which has to be the known one. */
  trust_key: String.raw`trust_key() {
  [ ! -f "$3" ] || [ "$(fingerprint "$3")" != "$2" ] || return 0
  curl -fsSL --proto '=https' -o "$work/key" "$1" || fail "The key $1 can't be had."
  [ "$(fingerprint "$work/key")" = "$2" ] || fail "The key $1 is not the one with the fingerprint $2."
  put_file "$3" 644 <"$work/key"
}`,
  /** URL SHA256 PATH: a program, which has to have this hash. */
  get_program: String.raw`get_program() {
  [ ! -f "$3" ] || [ "$(sha256sum <"$3")" != "$2  -" ] || return 0
  curl -fsSL --proto '=https' -o "$work/program" "$1" || fail "The program $1 can't be had."
  [ "$(sha256sum <"$work/program")" = "$2  -" ] || fail "The program $1 is not the one with the SHA-256 $2."
  put_file "$3" 755 <"$work/program"
}`,
  /** PATH: prints the fingerprint of a key. */
  fingerprint: String.raw`fingerprint() {
  gpg --homedir "$work" --batch --show-keys --with-colons "$1" 2>/dev/null |
    awk -F : '$1 == "pub" { wanted = 1 } $1 == "fpr" && wanted { print $10; wanted = 0 }'
}`,
};

/** Functions for apt. */
const APT = {
  /** URL KEY: a repository of packages for this release of the distribution. */
  add_repository: String.raw`add_repository() {
  release=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: stable\nSigned-By: %s\n' "$1" "$release" "$2" >"$work/repository"
  put_file /etc/apt/sources.list.d/docker.sources 644 packages <"$work/repository"
}`,
  /**
   * Completes what an interrupted run of dpkg left half-done, which apt refuses to go on from. Another run may be at work, as that of
   * unattended-upgrades on a machine that just started: apt-get waits for its end.
   */
  finish_packages: String.raw`finish_packages() {
  half_done || return 0
  run_apt check || true
  half_done || return 0
  dpkg --configure -a --force-confold >"$work/log" 2>&1 </dev/null || {
    cat "$work/log" >&2
    fail 'dpkg was interrupted, and "dpkg --configure -a" fails.'
  }
  changed 'the packages whose installation had been interrupted'
}`,
  /** Whether a run of dpkg was interrupted, or is at work. */
  half_done: String.raw`half_done() {
  [ -n "$(ls -A /var/lib/dpkg/updates)" ] || dpkg -l | grep -q '^[a-z][UFWt]'
}`,
  /** ARGUMENT...: runs apt-get, which waits up to ten minutes for the locks of dpkg, and leaves the files of this script as they are. */
  run_apt: String.raw`run_apt() {
  apt-get -y -q -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confold "$@" >"$work/log" 2>&1 </dev/null
}`,
  /** Reads the lists of packages once, or again after a change of the repositories. apt waits for no lock on them by itself. */
  read_lists: String.raw`read_lists() {
  [ ! -e "$work/updated" ] || [ -e "$marks/packages" ] || return 0
  attempts=0
  until run_apt update; do
    attempts=$((attempts + 1))
    if [ "$attempts" -ge 120 ] || ! grep -q 'Could not get lock' "$work/log"; then
      cat "$work/log" >&2
      fail 'apt-get update failed.'
    fi
    sleep 5
  done
  : >"$work/updated"
  rm -f "$marks/packages"
}`,
  /** NAME VERSION: fails unless the package is there in this version, installed or in a repository. */
  need_version: String.raw`need_version() {
  is_version "$(installed_version "$1")" "$2" || find_version "$1" "$2" >/dev/null
}`,
  /** NAME VERSION: prints what apt-get installs for a package in a version. */
  find_version: String.raw`find_version() {
  read_lists
  for each in $(apt-cache madison "$1" | cut -d '|' -f 2); do
    if is_version "$each" "$2"; then
      printf '%s\n' "$1=$each"
      return 0
    fi
  done
  fail "There is no package $1 $2, only: $(apt-cache madison "$1" | cut -d '|' -f 2 | tr -d '\n')"
}`,
  /** NAME: prints the version of a package, or nothing if it is not installed. */
  installed_version: String.raw`installed_version() {
  dpkg -s "$1" >"$work/package" 2>/dev/null || : >"$work/package"
  ! grep -q '^Status: [a-z]* ok installed$' "$work/package" || sed -n 's/^Version: //p' "$work/package"
}`,
  /** INSTALLED VERSION: whether a version of a package, such as 5:28.5.1-1~debian, is that of a program, such as 28.5.1, or of any. */
  is_version: String.raw`is_version() {
  case "$1" in
    *:*) set -- "$(printf '%s' "$1" | cut -d : -f 2-)" "$2" ;;
  esac
  case "$1" in
    '') return 1 ;;
    "$2" | "$2"[-+~]*) return 0 ;;
    *) [ -z "$2" ] ;;
  esac
}`,
  /** NAME VERSION: a package. */
  install_package: String.raw`install_package() {
  ! is_version "$(installed_version "$1")" "$2" || return 0
  read_lists
  wanted=$1
  [ -z "$2" ] || wanted=$(find_version "$1" "$2")
  run_apt install --no-install-recommends --allow-downgrades --allow-change-held-packages "$wanted" || {
    cat "$work/log" >&2
    fail "apt-get can't install $wanted."
  }
  changed "the package $wanted"
}`,
  /** COMMAND NAME VERSION: a command, which newer releases have in a package of its own. */
  install_command: String.raw`install_command() {
  if [ -n "$(installed_version "$2")" ] || ! command -v "$1" >/dev/null; then
    install_package "$2" "$3"
    hold_package "$2" "$3"
  fi
}`,
  /** NAME VERSION: updates leave a package at its version. Without one, they may replace it. "apt-mark showhold" can write its cache. */
  hold_package: String.raw`hold_package() {
  if dpkg -s "$1" | grep -q '^Status: hold '; then
    [ -z "$2" ] || return 0
    apt-mark unhold "$1" >/dev/null
    changed "the package $1 may be updated"
  elif [ -n "$2" ]; then
    apt-mark hold "$1" >/dev/null
    changed "the package $1 stays at $2"
  fi
}`,
};

/** Returns a function that installs a package with a command. */
const installBy = (command: string) => String.raw`install_package() {
  wanted=$1
  [ -z "$2" ] || wanted="$1-$2"
  ! rpm -q "$wanted" >/dev/null 2>&1 || return 0
  ${command} install -y "$wanted" >"$work/log" 2>&1 </dev/null || {
    cat "$work/log" >&2
    fail "$wanted can't be installed."
  }
  changed "the package $wanted"
}`;

/** Functions for dnf. */
const DNF = {
  /** NAME VERSION: a package. The file of Docker's repository excludes packages from updates, but not from this. */
  install_package: installBy('dnf --setopt=disable_excludes=docker'),
};

/** Functions for tdnf. */
const TDNF = {
  /** NAME VERSION: a package. Its lock would also keep it from being replaced by this. */
  install_package: installBy('rm -f "/etc/tdnf/locks.d/berth-$1.conf"\n  tdnf'),
  /** NAME VERSION: updates leave a package at its version. Without one, they may replace it. */
  hold_package: String.raw`hold_package() {
  lock="/etc/tdnf/locks.d/berth-$1.conf"
  if [ -n "$2" ]; then
    printf '%s\n' "$1" | put_file "$lock" 644
  elif [ -e "$lock" ]; then
    rm -f "$lock"
    changed "$lock is gone"
  fi
}`,
};

const FUNCTIONS: { readonly [installer in Installer]: { readonly [name: string]: string } } = { apt: APT, dnf: DNF, tdnf: TDNF };

/** A function for packages. */
export type PackageFunctionName = keyof typeof COMMON | keyof typeof APT;

/** Returns the functions for a package manager, in the order in which a script defines them. */
export function packageFunctions(installer: Installer): { readonly [name: string]: string } {
  return { ...COMMON, ...FUNCTIONS[installer] };
}
