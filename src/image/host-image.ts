import { createHash } from 'node:crypto';
import { Image, ImageBuild } from '@cdktf/provider-docker/lib/image';
import { DefaultTokenResolver, StringConcat, Token, Tokenization, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { imageIdTaken } from './errors';
import { toInstructions } from './image-config';
import { ArchiveImageOptions, ImageOptions, RegistryImageOptions, RootFilesystemImageOptions } from './image-options';
import { ImageScope } from './image-scope';
import { ImageSource } from './image-source';
import { StagedFile } from './staged-file';
import { notOnThisBackend } from '../backend/errors';
import { IContainerHost } from '../engine/i-container-host';
import { throwIfAny } from '../private/berth-error';
import { literal } from '../private/literal';
import { ImageImport, ImageImportAttributes } from '../target/docker/generated/image-import';

const ROOT_FILESYSTEM = 'rootfs.tar';
const ARCHIVE = 'image.tar';

const INSTEAD_OF_ARCHIVE = 'unpack it and use BaseImage.fromRootFilesystem(), push it to a registry and use BaseImage.fromRegistry(), '
  + 'or use Backend.BERTH';

/**
 * A `BaseImage` on one host. Create it with `ContainerHost.addImage()`.
 */
export class HostImage extends Construct {
  /** @internal */
  public static _pull(scope: ImageScope, reference: string, options: RegistryImageOptions): HostImage {
    return new HostImage(scope, options.id ?? reference, reference, (image) => new Image(image, 'Resource', {
      ...commonArguments(scope.host, reference, options),
      pullTriggers: options.pullTriggers,
    }));
  }

  /** @internal */
  public static _importRootFilesystem(scope: ImageScope, source: ImageSource, options: RootFilesystemImageOptions): HostImage {
    const name = options.name ?? defaultImageName(source);
    return new HostImage(scope, options.id ?? source.stem, name, (image) => {
      if (!scope.host.backend._has('docker_image_import')) return buildFromScratch(image, scope.host, name, source, options);
      const staged = new StagedFile(image, 'Source', source, ROOT_FILESYSTEM);
      const changes = toInstructions(options).map(literal);
      return importImage(image, scope.host, name, options, {
        root_filesystem: staged.path, changes: changes.length > 0 ? changes : undefined,
      });
    });
  }

  /** @internal */
  public static _importArchive(scope: ImageScope, source: ImageSource, options: ArchiveImageOptions): HostImage {
    const name = options.name ?? defaultImageName(source);
    return new HostImage(scope, options.id ?? source.stem, name, (image) => {
      if (!scope.host.backend._has('docker_image_import')) {
        throwIfAny([notOnThisBackend('An image from an archive', `${scope.host.backend}`, INSTEAD_OF_ARCHIVE)], image);
      }
      const staged = new StagedFile(image, 'Source', source, ARCHIVE);
      return importImage(image, scope.host, name, options, { archive: staged.path });
    });
  }

  /**
   * The id of the image on the engine, `sha256:...`. It changes with the content. Engine API: `Id`.
   */
  public readonly imageId: string;

  /**
   * The Terraform resource, the escape hatch for attributes without an option.
   */
  public readonly resource: TerraformResource;

  private constructor(
    scope: ImageScope,
    id: string,
    /**
     * The name of the image on the engine, with its tag or digest if it has one.
     */
    public readonly name: string,
    createResource: (image: HostImage) => TerraformResource,
  ) {
    super(scope, requireUnusedId(scope, id));
    this.resource = createResource(this);
    this.imageId = this.resource.getStringAttribute('image_id');
  }
}

function commonArguments(host: IContainerHost, name: string, options: ImageOptions) {
  return {
    provider: host._placement.explicitProvider,
    name,
    platform: options.platform,
    keepLocally: options.keepLocally ?? false,
    forceRemove: options.forceRemove ?? false,
  };
}

function importImage(
  image: HostImage, host: IContainerHost, name: string, options: ImageOptions, source: Omit<ImageImportAttributes, 'name'>,
): ImageImport {
  const { provider, platform, keepLocally, forceRemove } = commonArguments(host, name, options);
  return new ImageImport(image, 'Resource', {
    provider,
    attributes: () => ({ name, ...source, platform, keep_locally: keepLocally, force_remove: forceRemove }),
  });
}

function requireUnusedId(scope: ImageScope, id: string): string {
  const resolved = constructId(scope, id);
  if (scope.node.tryFindChild(resolved)) throw imageIdTaken(resolved, scope.host);
  return resolved;
}

/**
 * Returns an id that is known at synth, as constructs require. For a token, it is a hash of the Terraform expression. The token
 * itself contains a number that depends on how many tokens were created before it.
 */
function constructId(scope: ImageScope, id: string): string {
  if (!Token.isUnresolved(id)) return id;
  const expression = Tokenization.resolve(id, { scope, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false });
  return `Unresolved-${createHash('sha256').update(JSON.stringify(expression)).digest('hex').slice(0, 8)}`;
}

/** Returns a name that changes with the content, so that the old image stays until its containers have moved to the new one. */
function defaultImageName(source: ImageSource): string {
  const stem = source.stem.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return `berth/${stem || 'image'}:${source.hash.slice(0, 12)}`;
}

/** Builds the image from a Dockerfile with `FROM scratch`, because the standard provider can't import a root file system. */
function buildFromScratch(
  image: HostImage, host: IContainerHost, name: string, source: ImageSource, options: RootFilesystemImageOptions,
): Image {
  const dockerfile = ['FROM scratch', `ADD ${ROOT_FILESYSTEM} /`, ...toInstructions(options), ''].join('\n');
  const staged = new StagedFile(image, 'Source', source, ROOT_FILESYSTEM, { Dockerfile: dockerfile });
  const buildAttribute: ImageBuild = { context: staged.folder, dockerfile: 'Dockerfile', platform: options.platform };
  return new Image(image, 'Resource', { ...commonArguments(host, name, options), buildAttribute });
}
