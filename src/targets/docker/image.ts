import { Image, ImageConfig } from '@cdktf/provider-docker/lib/image';
import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IMAGE_SCHEMA } from './generated/image';
import { ImageImport } from './generated/image-import';
import { rendered } from './rendered-resource';
import { StagedFile } from './staged-file';
import { notOnThisBackend } from '../../backend/errors';
import { Attributes } from '../../model/attributes';
import { ArchiveImageModel, DockerfileImageModel, ImageModel, RegistryImageModel, RootFilesystemImageModel } from '../../model/image';
import { throwIfAny } from '../../private/berth-error';
import { literal, literals } from '../../private/literal';
import { Rendered } from '../target';

const ROOT_FILESYSTEM = 'rootfs.tar';
const ARCHIVE = 'image.tar';
const CONTEXT = 'context';

const INSTEAD_OF_ARCHIVE = 'unpack it and use BaseImage.fromRootFilesystem(), push it to a registry and use BaseImage.fromRegistry(), '
  + 'or use Backend.BERTH';

const DockerImage = rendered<ImageConfig, Image>(Image, IMAGE_SCHEMA);

/** What a back end is to the images on it. */
export interface ImageBackend {
  readonly name: string;
  /** Whether it has the resource `docker_image_import`. */
  readonly canImport: boolean;
  readonly provider: ImageConfig['provider'];
  /** The control group in which builds run. @default - the engine's */
  readonly cgroupParent?: string;
}

/** Adds a `docker_image` or a `docker_image_import`. Throws an error if the back end has no way to make such an image. */
export function addImage(scope: Construct, model: ImageModel, backend: ImageBackend): Rendered {
  const resource = resourceFor(scope, model, backend);
  return { resource, name: model.name, id: resource.getStringAttribute('image_id') };
}

function resourceFor(scope: Construct, model: ImageModel, backend: ImageBackend): TerraformResource {
  if (model.kind === 'registry') return pulled(scope, model, backend);
  if (model.kind === 'dockerfile') return built(scope, model, backend);
  if (backend.canImport) return imported(scope, model, backend);
  if (model.kind === 'archive') throwIfAny([notOnThisBackend('An image from an archive', backend.name, INSTEAD_OF_ARCHIVE)], scope);
  return builtFromScratch(scope, model as RootFilesystemImageModel, backend);
}

function pulled(scope: Construct, model: RegistryImageModel, { provider }: ImageBackend): TerraformResource {
  return new DockerImage(scope, 'Resource', { provider, name: model.name }, {
    attributes: () => ({ ...commonAttributes(model), pull_triggers: model.pullTriggers }),
  });
}

function imported(scope: Construct, model: RootFilesystemImageModel | ArchiveImageModel, { provider }: ImageBackend): TerraformResource {
  const [name, texts] = model.kind === 'archive' ? [ARCHIVE, model.texts] : [ROOT_FILESYSTEM];
  const staged = new StagedFile(scope, 'Source', model.file, name, texts);
  return new ImageImport(scope, 'Resource', {
    provider,
    attributes: () => ({
      ...commonAttributes(model),
      ...(model.kind === 'archive' ? { archive: staged.path } : rootFilesystem(model, staged)),
    }),
  });
}

function rootFilesystem({ instructions }: RootFilesystemImageModel, staged: StagedFile) {
  return { root_filesystem: staged.path, changes: instructions.length > 0 ? instructions.map(literal) : undefined };
}

function built(scope: Construct, model: DockerfileImageModel, { provider, cgroupParent }: ImageBackend): TerraformResource {
  const staged = new StagedFile(scope, 'Source', model.file, CONTEXT);
  return new DockerImage(scope, 'Resource', { provider, name: model.name }, {
    attributes: () => ({
      ...commonAttributes(model),
      build: {
        context: staged.path,
        dockerfile: model.dockerfile,
        build_args: model.buildArgs && literals(model.buildArgs),
        target: model.target,
        platform: model.platform,
        cgroup_parent: cgroupParent,
      },
    }),
  });
}

/** Builds the image from a Dockerfile with `FROM scratch`, because the standard provider can't import a root file system. */
function builtFromScratch(scope: Construct, model: RootFilesystemImageModel, { provider }: ImageBackend): TerraformResource {
  const dockerfile = ['FROM scratch', `ADD ${ROOT_FILESYSTEM} /`, ...model.instructions, ''].join('\n');
  const staged = new StagedFile(scope, 'Source', model.file, ROOT_FILESYSTEM, { Dockerfile: dockerfile });
  return new DockerImage(scope, 'Resource', { provider, name: model.name }, {
    attributes: () => ({
      ...commonAttributes(model),
      build: { context: staged.folder, dockerfile: 'Dockerfile', platform: model.platform },
    }),
  });
}

function commonAttributes({ name, platform, keepLocally, forceRemove }: ImageModel): Attributes & { readonly name: string } {
  return { name, platform, keep_locally: keepLocally, force_remove: forceRemove };
}
