import { createHash } from 'node:crypto';
import { Image, ImageBuild } from '@cdktf/provider-docker/lib/image';
import { DefaultTokenResolver, StringConcat, Token, Tokenization, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { imageIdTaken } from './errors';
import { toInstructions } from './image-config';
import { ImageImport } from './image-import';
import { ArchiveImageOptions, ImageOptions, RegistryImageOptions, RootFilesystemImageOptions } from './image-options';
import { ImageScope } from './image-scope';
import { SourceFile } from './source-file';
import { StagedFile } from './staged-file';
import { notOnThisBackend } from '../backend/errors';
import { IContainerHost } from '../engine/i-container-host';
import { throwIfAny } from '../private/berth-error';
import { literal } from '../private/tokens';

const ROOT_FILESYSTEM = 'rootfs.tar';
const ARCHIVE = 'image.tar';

/**
 * A base image on one host.
 */
export class HostImage extends Construct {
  /** @internal */
  public static _pull(scope: ImageScope, reference: string, options: RegistryImageOptions): HostImage {
    return new HostImage(scope, options.id ?? reference, reference, (image) => new Image(image, 'Resource', {
      ...common(scope.host, reference, options),
      pullTriggers: options.pullTriggers,
    }));
  }

  /** @internal */
  public static _importRootFilesystem(scope: ImageScope, source: SourceFile, options: RootFilesystemImageOptions): HostImage {
    const name = options.name ?? derivedName(source);
    return new HostImage(scope, options.id ?? source.stem, name, (image) => {
      if (!scope.host.backend._can.imageImport) return buildFromScratch(image, scope.host, name, source, options);
      const staged = new StagedFile(image, 'Source', source, ROOT_FILESYSTEM);
      const changes = toInstructions(options).map(literal);
      return new ImageImport(image, 'Resource', { ...common(scope.host, name, options), rootFilesystem: staged.path, changes });
    });
  }

  /** @internal */
  public static _importArchive(scope: ImageScope, source: SourceFile, options: ArchiveImageOptions): HostImage {
    const name = options.name ?? derivedName(source);
    return new HostImage(scope, options.id ?? source.stem, name, (image) => {
      if (!scope.host.backend._can.imageImport) {
        throwIfAny([notOnThisBackend('An image from an archive', `${scope.host.backend}`,
          'unpack it and use BaseImage.fromRootFilesystem(), push it to a registry and use BaseImage.fromRegistry(), or use Backend.BERTH')], image);
      }
      const staged = new StagedFile(image, 'Source', source, ARCHIVE);
      return new ImageImport(image, 'Resource', { ...common(scope.host, name, options), archive: staged.path });
    });
  }

  /**
   * The id by which the engine knows the image's content, `sha256:...`.
   */
  public readonly imageId: string;

  /**
   * The Terraform resource: the way out for what has no option here.
   */
  public readonly resource: TerraformResource;

  private constructor(
    scope: ImageScope,
    id: string,
    /**
     * The image's name on the engine, with its tag or digest.
     */
    public readonly name: string,
    make: (image: HostImage) => TerraformResource,
  ) {
    super(scope, freeId(scope, id));
    this.resource = make(this);
    this.imageId = this.resource.getStringAttribute('image_id');
  }
}

function common(host: IContainerHost, name: string, options: ImageOptions) {
  return {
    provider: host._placement.explicitProvider,
    name,
    platform: options.platform,
    keepLocally: options.keepLocally ?? false,
    forceRemove: options.forceRemove ?? false,
  };
}

function freeId(scope: ImageScope, id: string): string {
  const known = constructId(scope, id);
  if (scope.node.tryFindChild(known)) throw imageIdTaken(known, scope.host);
  return known;
}

/** A construct's id must be known now. What a token stands for in Terraform always reads the same, while its number changes. */
function constructId(scope: ImageScope, id: string): string {
  if (!Token.isUnresolved(id)) return id;
  const expression = Tokenization.resolve(id, { scope, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false });
  return `Unresolved-${createHash('sha256').update(JSON.stringify(expression)).digest('hex').slice(0, 8)}`;
}

/** A name that changes with the content, so that an image in use stays until what uses it has moved to the new one. */
function derivedName(source: SourceFile): string {
  const stem = source.stem.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return `berth/${stem || 'image'}:${source.hash.slice(0, 12)}`;
}

/** The standard provider can't import, and so builds: an empty image, and the root file system unpacked into it. */
function buildFromScratch(image: HostImage, host: IContainerHost, name: string, source: SourceFile, options: RootFilesystemImageOptions): Image {
  const dockerfile = ['FROM scratch', `ADD ${ROOT_FILESYSTEM} /`, ...toInstructions(options), ''].join('\n');
  const staged = new StagedFile(image, 'Source', source, ROOT_FILESYSTEM, { Dockerfile: dockerfile });
  const buildAttribute: ImageBuild = { context: staged.folder, dockerfile: 'Dockerfile', platform: options.platform };
  return new Image(image, 'Resource', { ...common(host, name, options), buildAttribute });
}
