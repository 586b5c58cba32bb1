import { PackageReport } from '../../../src/shared/minimal-image';
import { Lock } from '../debian/lock';
import { UnpackedPackage } from '../debian/unpacked';
import { Entry } from '../tree/entry';

/** A file with its hashes, in hexadecimal. */
export interface HashedFile {
  readonly entry: Entry;
  readonly sha1: string;
  readonly sha256: string;
}

/** What a bill of materials lists of an image for one platform. */
export interface Contents {
  readonly platform: string;
  /** What tells its root file system from others: a SHA-256 of the digests of its layers. */
  readonly digest: string;
  readonly packages: readonly (PackageReport & { readonly unpacked: UnpackedPackage })[];
  /** The files that are in no package. */
  readonly files: readonly HashedFile[];
  readonly lock?: Lock;
}
