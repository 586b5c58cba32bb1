import { PlatformReport } from '../../shared/minimal-image';
import { Size } from '../../units/size';

/**
 * A Debian package in a minimal image.
 */
export interface ImagePackage {
  /**
   * The name of the package.
   */
  readonly name: string;

  /**
   * The version of the package.
   */
  readonly version: string;

  /**
   * Whether the image has the whole package, or only the shared libraries that something in it needs.
   */
  readonly whole: boolean;

  /**
   * The licences as an SPDX expression.
   *
   * @default - the copyright file of the package does not say it in the machine-readable format
   */
  readonly license?: string;
}

/**
 * Something that a minimal image does not have although something in it asks for it.
 */
export interface ImageLeftOut {
  /**
   * What is left out: the name of a package, a library or an interpreter, or the path of a file that lost its permission setuid.
   */
  readonly what: string;

  /**
   * What kind of thing it is: `package`, `library`, `interpreter` or `setuid`.
   */
  readonly kind: string;

  /**
   * The packages or files that ask for it.
   */
  readonly neededBy: string[];
}

/**
 * Something in an image that is known to be wrong, such as a private key or a folder that everybody can write.
 */
export interface ImageFinding {
  /**
   * The path in the image.
   */
  readonly path: string;

  /**
   * What is wrong.
   */
  readonly problem: string;
}

/**
 * What is in a minimal image for one platform.
 */
export class ImageContents {
  /** @internal */
  public static _of(report: PlatformReport): ImageContents {
    return new ImageContents(report);
  }

  /**
   * The platform, such as `linux/amd64`.
   */
  public readonly platform: string;

  /**
   * The digest of the image in a registry, `sha256:...`. The same inputs give the same digest on each machine.
   */
  public readonly digest: string;

  /**
   * The size of all files and folders, as in the archive and without compression.
   */
  public readonly size: Size;

  /**
   * The number of files and links.
   */
  public readonly files: number;

  /**
   * The Debian packages of which something is in the image.
   */
  public readonly packages: ImagePackage[];

  /**
   * What is left out, and what needs it.
   */
  public readonly leftOut: ImageLeftOut[];

  /**
   * What is known to be wrong. Synthesis warns of it.
   */
  public readonly findings: ImageFinding[];

  private constructor({ platform, digest, size, files, packages, leftOut, findings }: PlatformReport) {
    this.platform = platform;
    this.digest = digest;
    this.size = Size.bytes(size);
    this.files = files;
    this.packages = packages.map(({ name, version, whole, license }) => ({ name, version, whole, license }));
    this.leftOut = leftOut.map(({ what, kind, neededBy }) => ({ what, kind, neededBy: [...neededBy] }));
    this.findings = findings.map(({ path, problem }) => ({ path, problem }));
  }
}

/**
 * The bills of materials of a minimal image: what it consists of, for tools that look for vulnerabilities and licences.
 */
export interface BillOfMaterials {
  /**
   * SPDX 2.3 in JSON.
   */
  readonly spdx: string;

  /**
   * CycloneDX 1.6 in JSON.
   */
  readonly cycloneDx: string;
}
