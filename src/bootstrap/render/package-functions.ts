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
}

fingerprint() {
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
  /** NAME VERSION: a package. With a version, it stays at it. */
  install_package: String.raw`install_package() {
  dpkg -s "$1" >"$work/package" 2>/dev/null || : >"$work/package"
  installed=
  if grep -q '^Status: [a-z]* ok installed$' "$work/package"; then
    installed=$(sed -n 's/^Version: //p' "$work/package")
  fi
  if [ -z "$installed" ] || ! is_version "$installed" "$2"; then
    if [ ! -e "$work/updated" ] || [ -e "$marks/packages" ]; then
      apt-get update -q >/dev/null || fail 'apt-get update failed.'
      : >"$work/updated"
      rm -f "$marks/packages"
    fi
    wanted=$1
    if [ -n "$2" ]; then
      wanted=
      for each in $(apt-cache madison "$1" | cut -d '|' -f 2); do
        if is_version "$each" "$2"; then
          wanted="$1=$each"
          break
        fi
      done
      [ -n "$wanted" ] || fail "There is no package $1 $2, only: $(apt-cache madison "$1" | cut -d '|' -f 2 | tr -d '\n')"
    fi
    # The files that this script wrote stay as they are.
    apt-get install -y -q --no-install-recommends --allow-downgrades --allow-change-held-packages \
      -o Dpkg::Options::=--force-confold "$wanted" >"$work/log" 2>&1 </dev/null || {
      cat "$work/log" >&2
      fail "apt-get can't install $wanted."
    }
    changed "the package $wanted"
  fi
  # Not "apt-mark showhold", which can write its cache.
  if [ -n "$2" ] && ! dpkg -s "$1" | grep -q '^Status: hold '; then
    apt-mark hold "$1" >/dev/null
    changed "the package $1 stays at $2"
  fi
}

# Whether a version of a package, such as 5:28.5.1-1~debian, is that of a program, such as 28.5.1.
is_version() {
  case "$1" in
    *:*) set -- "$(printf '%s' "$1" | cut -d : -f 2-)" "$2" ;;
  esac
  case "$1" in
    "$2" | "$2"[-+~]*) return 0 ;;
    *) [ -z "$2" ] ;;
  esac
}`,
};

/** Functions for dnf and tdnf. */
const RPM = {
  /** NAME VERSION: a package. */
  install_package: String.raw`install_package() {
  wanted=$1
  [ -z "$2" ] || wanted="$1-$2"
  ! rpm -q "$wanted" >/dev/null 2>&1 || return 0
  INSTALLER install -y "$wanted" >"$work/log" 2>&1 </dev/null || {
    cat "$work/log" >&2
    fail "INSTALLER can't install $wanted."
  }
  changed "the package $wanted"
}`,
};

/** A function for packages. */
export type PackageFunctionName = keyof typeof COMMON | keyof typeof APT;

/** Returns the functions for a package manager, in the order in which a script defines them. */
export function packageFunctions(installer: Installer): { readonly [name: string]: string } {
  if (installer === 'apt') return { ...COMMON, ...APT };
  return { ...COMMON, install_package: RPM.install_package.replaceAll('INSTALLER', installer) };
}
