import { ImageProcess } from '../image-config';
import { ArchiveImageOptions } from '../image-options';

/**
 * A file in a minimal image. Set exactly one of `source`, `content` and `contentBase64`.
 */
export interface MinimalImageFile {
  /**
   * The absolute path of the file in the image.
   */
  readonly path: string;

  /**
   * The path of a file on the machine where the app runs. A folder is copied with all that is in it. Symbolic links in it stay
   * links, and must lead to something in the folder. A relative path starts at the working directory of the app.
   *
   * @default - the content in `content` or `contentBase64`
   */
  readonly source?: string;

  /**
   * The content as text.
   *
   * @default - the content in `source` or `contentBase64`
   */
  readonly content?: string;

  /**
   * The content in base64, for binary files.
   *
   * @default - the content in `source` or `content`
   */
  readonly contentBase64?: string;

  /**
   * The permissions of the file, as an octal number of three or four digits. Everybody may execute a static program with `0755`. Those
   * of setuid and setgid need the path in `setuid`.
   *
   * @default "0644", and "0755" for a file that its owner can execute where the app runs
   */
  readonly mode?: string;

  /**
   * The owner of the file: numeric user and group ids as in `101:101`.
   *
   * @default "0:0"
   */
  readonly owner?: string;

  /**
   * The platform of the image that has the file, such as `linux/arm64`.
   *
   * @default - all platforms of the image
   */
  readonly platform?: string;
}

/**
 * A program in a minimal image. Its shared libraries and its loader are found and come with it.
 */
export interface MinimalImageProgram {
  /**
   * The path of the program on the machine where the app runs. A relative path starts at the working directory of the app.
   */
  readonly source: string;

  /**
   * The absolute path of the program in the image.
   *
   * @default - `/usr/bin/`, and the name of the file
   */
  readonly path?: string;

  /**
   * The platform that the program is for, such as `linux/arm64`.
   *
   * @default - all platforms of the image
   */
  readonly platform?: string;
}

/**
 * A user in a minimal image, with a group of the same name and number.
 */
export interface MinimalImageUser {
  /**
   * The name of the user and of the group.
   */
  readonly name: string;

  /**
   * The number of the user and of the group.
   */
  readonly id: number;

  /**
   * The home folder. It is not created.
   *
   * @default "/nonexistent"
   */
  readonly home?: string;
}

/**
 * The options of an image that contains exactly what is listed.
 */
export interface MinimalImageOptions extends ArchiveImageOptions, ImageProcess {
  /**
   * The lock file of Debian packages, which `npx berth image lock` writes. Commit it. A relative path starts at the working directory of
   * the app.
   *
   * @default - no packages; shared libraries of programs are those of the machine where the app runs
   */
  readonly lockFile?: string;

  /**
   * The Debian packages of the lock file whose files the image gets. Of the packages that these depend on, it gets the shared libraries
   * that its programs need, and nothing else. Documentation, manual pages, translations, and files for services of a whole Debian are left
   * out. No script of a package runs.
   *
   * @default - none
   */
  readonly packages?: string[];

  /**
   * Programs of the machine where the app runs, with their shared libraries and loader.
   *
   * @default - none
   */
  readonly programs?: MinimalImageProgram[];

  /**
   * Files and static programs. They take precedence over those of packages.
   *
   * @default - none
   */
  readonly files?: MinimalImageFile[];

  /**
   * Symbolic links, as targets by path.
   *
   * @default - none
   */
  readonly links?: { [path: string]: string };

  /**
   * The users that the image knows, besides root and the one that runs the program.
   *
   * @default - none
   */
  readonly users?: MinimalImageUser[];

  /**
   * The user that runs the program: numeric user and group ids as in `101:101`. Root is refused.
   *
   * @default "65532:65532", which is called "nonroot"
   */
  readonly user?: string;

  /**
   * Folders that the program writes, and whose content may be lost when a container ends. They belong to the user. Each container gets a
   * tmpfs of 64 MiB there, unless it has a mount there.
   *
   * @default - none; only `/tmp`, for which each container has a tmpfs
   */
  readonly scratchFolders?: string[];

  /**
   * Folders with data that the program writes. They belong to the user. Each container gets an anonymous volume there, unless it has a
   * mount there. Dockerfile: `VOLUME`.
   *
   * @default - none
   */
  readonly volumes?: string[];

  /**
   * Whether the image has the certificates of public authorities, in `/etc/ssl/certs/ca-certificates.crt`. The lock file must have the
   * package `ca-certificates`.
   *
   * @default false
   */
  readonly certificates?: boolean;

  /**
   * Whether the image has the time zones of the world. The lock file must have the package `tzdata`.
   *
   * @default false
   */
  readonly timeZones?: boolean;

  /**
   * Whether the image has a shell, `/bin/sh`. The lock file must have the package `dash`.
   *
   * @default false
   */
  readonly shell?: boolean;

  /**
   * Patterns of paths that the image does not get from packages, such as `/usr/lib/postgresql/*\/lib/bitcode/**`.
   *
   * @default - none
   */
  readonly exclude?: string[];

  /**
   * The files that keep the permissions setuid and setgid. All others lose them.
   *
   * @default - none
   */
  readonly setuid?: string[];

  /**
   * The platforms of the image, such as `linux/amd64` and `linux/arm64`. A host gets the image for its own.
   *
   * @default - `platform`, or "linux/amd64" or "linux/arm64" as the machine where the app runs
   */
  readonly platforms?: string[];
}
