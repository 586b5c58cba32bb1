import { RegistryImage, RegistryImageConfig } from '@cdktf/provider-docker/lib/registry-image';
import { Tag, TagConfig } from '@cdktf/provider-docker/lib/tag';
import { TerraformProvider, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { REGISTRY_IMAGE_SCHEMA } from './generated/registry-image';
import { TAG_SCHEMA } from './generated/tag';
import { rendered } from './rendered-resource';
import { StagedFile } from './staged-file';
import { PushedImageModel } from '../../model/pushed-image';
import { RenderedPush } from '../target';

const DockerRegistryImage = rendered<RegistryImageConfig, RegistryImage>(RegistryImage, REGISTRY_IMAGE_SCHEMA);
const DockerTag = rendered<TagConfig, Tag>(Tag, TAG_SCHEMA);

/** Adds a `docker_tag` that gives an image of the engine its name in the registry. */
export function addTag(scope: Construct, { name, imageId }: PushedImageModel, provider: TerraformProvider | undefined): TerraformResource {
  const [source, target] = [imageId!, name];
  return new DockerTag(scope, 'Tag', { provider, sourceImage: source, targetImage: target }, {
    attributes: () => ({ source_image: source, target_image: target }),
  });
}

/**
 * Adds a `docker_registry_image`.
 *
 * @param tag  what gives the image its name on the engine. @default - the model has a layout
 */
export function addPushedImage(
  scope: Construct, model: PushedImageModel, tag: TerraformResource | undefined, provider: TerraformProvider | undefined,
): RenderedPush {
  const { layout, signature } = model;
  const staged = layout && new StagedFile(scope, 'Source', layout, 'image.tar');
  const name = tag === undefined ? model.name : tag.getStringAttribute('target_image');
  const resource = new DockerRegistryImage(scope, 'Resource', { provider, name }, {
    attributes: () => ({
      name,
      layout: staged?.path,
      triggers: model.imageId === undefined ? undefined : { image: model.imageId },
      keep_remotely: model.keepRemotely,
      signature: signature && {
        key_file: signature.keyFile, key_variable: signature.keyVariable, password_variable: signature.passwordVariable,
      },
    }),
  });
  const digest = resource.getStringAttribute('sha256_digest');
  return { resource, name: model.name, id: digest, signedBy: resource.getStringAttribute('signed_by') };
}
