import { PackageURL } from 'packageurl-js';
import { Lock } from '../debian/lock';
import { UnpackedPackage } from '../debian/unpacked';

/** Returns the name by which tools find a package of Debian: `pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=bookworm`. */
export function purlOf({ locked: { name, version, architecture } }: UnpackedPackage, { release }: Lock): string {
  return new PackageURL('deb', 'debian', name, version, { arch: architecture, distro: release }, undefined).toString();
}
