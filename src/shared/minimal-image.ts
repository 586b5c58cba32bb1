/*
 * What the library and `berth image make` tell each other: a description of an image, and a report of what was made of it.
 */

/** A program or file of this machine, or a text, and where it is in the image. */
export interface FileSpec {
  /** The path on this machine. @default - `content` is the content */
  readonly from?: string;
  /** The content in base64. */
  readonly content?: string;
  /** Where a symbolic link leads. @default - it is a file */
  readonly link?: string;
  /** The absolute path in the image. */
  readonly to: string;
  /** The permissions in octal, such as `0644`. */
  readonly mode: string;
  /** The owner as numbers, such as `0:0`. */
  readonly owner: string;
  /** The platform that the file is for. @default - all */
  readonly platform?: string;
}

/** A folder that exists even if nothing is in it. */
export interface FolderSpec {
  readonly path: string;
  readonly mode: string;
  readonly owner: string;
}

/** An entry of `/etc/passwd`, with a group of the same name and number. */
export interface UserSpec {
  readonly name: string;
  readonly id: number;
  readonly home: string;
}

/** The configuration of an image, as the OCI Image Specification has it. */
export interface ImageConfigSpec {
  readonly User: string;
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly WorkingDir?: string;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Volumes?: Readonly<Record<string, object>>;
  readonly Labels?: Readonly<Record<string, string>>;
  readonly StopSignal?: string;
}

/** An image of exactly what is listed. Paths of this machine are absolute. */
export interface MinimalImageSpec {
  /** Such as `linux/amd64`. */
  readonly platforms: readonly string[];
  /** The lock file of Debian packages, which `berth image lock` writes. */
  readonly lockFile?: string;
  /** The packages of the lock file that the image has as a whole. */
  readonly packages: readonly string[];
  /** Programs of this machine, which bring their shared libraries and their loader. */
  readonly programs: readonly FileSpec[];
  readonly files: readonly FileSpec[];
  readonly folders: readonly FolderSpec[];
  /** The targets of symbolic links by path. */
  readonly links: Readonly<Record<string, string>>;
  readonly users: readonly UserSpec[];
  /** Patterns of paths that the image does not get from packages, such as `/usr/share/doc/**`. */
  readonly exclude: readonly string[];
  /** The paths of files that keep the permissions setuid and setgid. */
  readonly setuid: readonly string[];
  readonly config: ImageConfigSpec;
}

/** A package in an image. */
export interface PackageReport {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  /** Whether the image has the whole package, or only the shared libraries that others need. */
  readonly whole: boolean;
  /** The licences, as an SPDX expression, or undefined if its copyright file does not say it in the machine-readable format. */
  readonly license?: string;
}

/** Something that is not in an image although something in it asks for it. */
export interface LeftOut {
  readonly what: string;
  readonly kind: 'package' | 'library' | 'interpreter' | 'setuid';
  readonly neededBy: readonly string[];
}

/** Something in an image that is known to be wrong. */
export interface Finding {
  readonly path: string;
  readonly problem: string;
}

/** A layer of an image. */
export interface LayerReport {
  /** What is in it: the name of a package, `system`, `programs` or `files`. */
  readonly title: string;
  /** The SHA-256 of the uncompressed archive: `sha256:...`. */
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
  readonly files: number;
}

/** The image for one platform. */
export interface PlatformReport {
  readonly platform: string;
  /** The digest of its manifest: `sha256:...`. */
  readonly digest: string;
  /** The digest of its configuration, which an engine calls the id of the image. */
  readonly id: string;
  /** The sum of its layers, in bytes. */
  readonly size: number;
  readonly files: number;
  readonly layers: readonly LayerReport[];
  readonly packages: readonly PackageReport[];
  readonly leftOut: readonly LeftOut[];
  readonly findings: readonly Finding[];
  /** How many files of the packages are left out, since only people or a whole Debian read them. */
  readonly excluded: number;
}

/** What `berth image make` made. */
export interface MinimalImageReport {
  /** The archive: an OCI image layout, which `docker load` reads, too. */
  readonly archive: string;
  /** The SHA-256 of the archive, in hexadecimal. */
  readonly hash: string;
  /** The bill of materials as SPDX 2.3, in JSON. */
  readonly spdx: string;
  /** The bill of materials as CycloneDX 1.6, in JSON. */
  readonly cycloneDx: string;
  readonly platforms: readonly PlatformReport[];
}
