import { createHash } from 'node:crypto';
import { Annotations, App } from 'cdktf';
import { BuildContext } from './build-context';
import { HostImage } from './host-image';
import { toInstructions } from './image-config';
import {
  ArchiveImageOptions, DockerfileImageOptions, ImageOptions, RegistryImageOptions, RootFilesystemImageOptions,
} from './image-options';
import { checkImageReference } from './image-reference';
import { ImageScope } from './image-scope';
import { ImageSource } from './image-source';
import { ContainerDefaults } from './minimal/container-defaults';
import { BillOfMaterials, ImageContents } from './minimal/image-contents';
import { MinimalImage, userOf } from './minimal/minimal-image';
import { MinimalImageOptions } from './minimal/minimal-image-options';
import { ImageFile, ImageModel } from '../model/image';
import { RemovalPolicy } from '../model/removal-policy';
import { requireProps } from '../private/check-props';
import { resolveTokens } from '../private/tokens';
import { imagePrefix, slug } from '../shared/virtual-host/judge-image-name';

const origins = new WeakMap<HostImage, BaseImage>();

/**
 * An image that containers run.
 *
 * It is a value, not a construct. Containers on several hosts may share it. Each host gets the image once.
 */
export class BaseImage {
  /**
   * Returns an image from a registry.
   *
   * Throws an error if the reference is invalid.
   *
   * @param reference the name with a tag, such as `nginx:1.27`, or better with a digest, such as `ghcr.io/org/app@sha256:...`
   * @param options how to pull the image
   * @example
   * BaseImage.fromRegistry('nginx:1.27')
   */
  public static fromRegistry(reference: string, options: RegistryImageOptions = {}): BaseImage {
    requireProps('RegistryImageOptions', options);
    checkImageReference(reference);
    const { pullTriggers } = options;
    return new BaseImage(['registry', reference, options], options.id ?? reference,
      () => ({ kind: 'registry', name: reference, ...commonSettings(options), pullTriggers }));
  }

  /**
   * Returns an image from a root file system. It needs no registry.
   *
   * Synthesis copies the root file system next to `cdk.tf.json`. A tar archive is copied unchanged. A folder is packed as a tar
   * archive: all times become 1970, so that the same content always gives the same image. Files that belong to the user who runs
   * the app become root's. If that user is root, all files keep their owners. Throws an error if the path does not exist.
   *
   * @param path the folder or the tar archive (plain, or compressed with gzip); a relative path starts at the working directory of the app
   * @param options the configuration of the image
   * @example
   * BaseImage.fromRootFilesystem('./rootfs', { command: ['/bin/server'] })
   */
  public static fromRootFilesystem(path: string, options: RootFilesystemImageOptions = {}): BaseImage {
    requireProps('RootFilesystemImageOptions', options);
    const source = new ImageSource('The root file system', path);
    return new BaseImage(['rootFilesystem', source.path, options], options.id ?? source.stem, (scope) => ({
      kind: 'root-filesystem',
      name: options.name ?? defaultName(source, scope),
      ...commonSettings(options),
      file: source,
      instructions: toInstructions(options),
    }));
  }

  /**
   * Returns an image from an archive with a whole image, such as the output of `docker save`. It needs no registry.
   *
   * Synthesis copies the archive next to `cdk.tf.json`. Only `Backend.BERTH` supports it. Throws an error if the path does not exist.
   *
   * @param path the archive in Docker's format or in the OCI image layout (plain, or compressed with gzip), or the folder of an OCI image
   * layout; a relative path starts at the working directory of the app
   * @param options how to load the image
   * @example
   * BaseImage.fromArchive('./app.tar')
   */
  public static fromArchive(path: string, options: ArchiveImageOptions = {}): BaseImage {
    requireProps('ArchiveImageOptions', options);
    const source = new ImageSource('The archive', path);
    return new BaseImage(['archive', source.path, options], options.id ?? source.stem,
      (scope) => ({ kind: 'archive', name: options.name ?? defaultName(source, scope), ...commonSettings(options), file: source }));
  }

  /**
   * Returns an image that the engine builds from a folder with a Dockerfile.
   *
   * Synthesis copies the folder next to `cdk.tf.json`, without what its `.dockerignore` excludes, Terraform's own files (`*.tfstate*`,
   * `.terraform*`, `terraform.d`) and cdktf's output. A change in the rest, or of an option that changes the image, builds a new image
   * and replaces the containers that use it. Times and owners of files don't matter; in the image, root owns all files. Throws an error
   * if the folder or the Dockerfile does not exist.
   *
   * The engine builds with its classic builder, so the Dockerfile can't use features of BuildKit such as `RUN --mount`. The commands of
   * a build run as root and with internet access, and no isolation policy applies to them. An isolation floor can forbid builds.
   *
   * @param folder the folder, which is the build context; a relative path starts at the working directory of the app
   * @param options how to build the image
   * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
   * @example
   * BaseImage.fromDockerfile('./worker', { buildArgs: { VERSION: '3' } })
   */
  public static fromDockerfile(folder: string, options: DockerfileImageOptions = {}): BaseImage {
    requireProps('DockerfileImageOptions', options);
    const { dockerfile = 'Dockerfile', buildArgs, target, platform } = options;
    const context = new BuildContext(folder, dockerfile);
    return new BaseImage(['dockerfile', context.folder, options], options.id ?? context.stem, (scope) => {
      const file = context.without((App.of(scope) as App).outdir);
      const settings = resolveTokens(scope, { dockerfile: context.dockerfile, buildArgs, target, platform });
      const hash = createHash('sha256').update(JSON.stringify([file.hash, settings])).digest('hex');
      const name = options.name ?? defaultName({ stem: context.stem, hash }, scope);
      return { kind: 'dockerfile', name, ...commonSettings(options), file, dockerfile: context.dockerfile, buildArgs, target };
    });
  }

  /**
   * Returns an image that contains exactly what is listed: Debian packages, programs with their shared libraries, files. It has no shell,
   * no package manager and no setuid program unless they are listed, runs as a user that is not root, and can write nothing but the
   * folders that are declared. So its containers meet `IsolationPolicy.RESTRICTED` with no further prop.
   *
   * The image is made at synthesis, without an engine and without root, and needs no registry. Packages are downloaded once, and kept in a
   * cache (`BERTH_CACHE`, or `~/.cache/berth`). The same inputs give the same image, byte by byte. Its bills of materials are next to
   * `cdk.tf.json`, and their digests are labels of the image. Only `Backend.BERTH` supports it. Throws an error if a program needs a
   * library that is nowhere.
   *
   * @param options what the image contains
   * @example
   * BaseImage.minimal({ lockFile: 'debian.lock.json', packages: ['redis-server', 'redis-tools'], command: ['/usr/bin/redis-server'] })
   */
  public static minimal(options: MinimalImageOptions): BaseImage {
    requireProps('MinimalImageOptions', options);
    const image = new MinimalImage(options);
    const stem = options.id ?? options.packages?.[0] ?? 'image';
    const described = new BaseImage(['minimal', options], stem, (scope) => {
      const { spdx, cycloneDx, hash } = image.report;
      return {
        kind: 'archive',
        name: options.name ?? defaultName({ stem, hash }, scope),
        ...commonSettings(options),
        file: image,
        texts: { 'sbom.spdx.json': spdx, 'sbom.cdx.json': cycloneDx },
      };
    });
    described.minimalImage = image;
    described._containerDefaults = { user: userOf(options), scratchFolders: options.scratchFolders ?? [] };
    return described;
  }

  /**
   * Returns the image that a host's image was made from.
   *
   * @internal
   */
  public static _of(image: HostImage): BaseImage {
    return origins.get(image)!;
  }

  /**
   * The key of the image: equal for equal images, so that a host gets an image once even if it is described several times.
   *
   * @internal
   */
  public readonly _key: string;

  /**
   * What containers of the image get unless they set it. Undefined if the image does not tell.
   *
   * @internal
   */
  public _containerDefaults?: ContainerDefaults;

  private minimalImage?: MinimalImage;

  /**
   * @param identity what is equal for equal images
   * @param id the id of its construct on each host
   * @param model returns what the image is; the hash of a file is only computed once it is needed
   */
  private constructor(identity: unknown[], private readonly id: string, private readonly model: (scope: ImageScope) => ImageModel) {
    this._key = JSON.stringify(identity);
  }

  /**
   * What is in the image, for each of its platforms. Empty for images that `BaseImage.minimal()` did not make. Makes the image, if that
   * was not necessary before.
   */
  public get contents(): ImageContents[] {
    return (this.minimalImage?.report.platforms ?? []).map((report) => ImageContents._of(report));
  }

  /**
   * The bills of materials of the image. Undefined for images that `BaseImage.minimal()` did not make. Makes the image, if that was not
   * necessary before.
   */
  public get billOfMaterials(): BillOfMaterials | undefined {
    if (this.minimalImage === undefined) return undefined;
    const { spdx, cycloneDx } = this.minimalImage.report;
    return { spdx, cycloneDx };
  }

  /**
   * The archive of the image, if that is an OCI image layout.
   *
   * @internal
   */
  public get _layout(): ImageFile | undefined {
    return this.minimalImage;
  }

  /**
   * Creates the construct of the image on a host.
   *
   * @internal
   */
  public _bind(scope: ImageScope): HostImage {
    const image = HostImage._of(scope, this.id, this.model(scope));
    origins.set(image, this);
    for (const { platform, findings } of this.contents) {
      for (const { path, problem } of findings) Annotations.of(image).addWarning(`The image for ${platform} has ${path}: ${problem}.`);
    }
    return image;
  }
}

function commonSettings({ platform, removalPolicy, forceRemove = false }: ImageOptions) {
  return { platform, keepLocally: removalPolicy !== RemovalPolicy.DESTROY, forceRemove };
}

/**
 * Returns a name that changes with the content, so that the old image stays until its containers have moved to the new one. In a virtual
 * container host, it has the name of that: its image has a label that those of others lack.
 */
function defaultName(source: Pick<ImageSource, 'stem' | 'hash'>, { host }: ImageScope): string {
  const { virtualHost } = host._placement;
  const prefix = virtualHost === undefined ? '' : imagePrefix(virtualHost.rules.name);
  return `berth/${prefix}${slug(source.stem) || 'image'}:${source.hash.slice(0, 12)}`;
}
