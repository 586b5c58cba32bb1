import { createHash } from 'node:crypto';
import { TerraformResource, Token } from 'cdktf';
import { Construct } from 'constructs';
import { imageIdTaken, imageWithoutResource } from './errors';
import { ImageScope } from './image-scope';
import { ImageModel } from '../model/image';
import { resolveTokens } from '../private/tokens';
import { RenderedImage } from '../targets/target';

/**
 * A `BaseImage` on one host. Create it with `ContainerHost.addImage()`.
 */
export class HostImage extends Construct {
  /** @internal */
  public static _of(scope: ImageScope, id: string, model: ImageModel): HostImage {
    return new HostImage(scope, id, model);
  }

  /**
   * The name of the image on the engine, with its tag or digest if it has one.
   */
  public readonly name: string;

  /**
   * The id of the image on the engine, `sha256:...`. It changes with the content. Engine API: `Id`.
   */
  public readonly imageId: string;

  /** @internal */
  public readonly _model: ImageModel;

  private readonly rendered: RenderedImage;

  private constructor(scope: ImageScope, id: string, model: ImageModel) {
    super(scope, requireUnusedId(scope, id));
    this._model = model;
    this.name = model.name;
    this.rendered = scope.host._placement.target.addImage(this, model);
    this.imageId = this.rendered.id;
  }

  /**
   * The Terraform resource, the escape hatch for attributes without an option. Throws an error if the host has none for the image, since
   * its nodes pull it themselves.
   */
  public get resource(): TerraformResource {
    if (this.rendered.resource === undefined) throw imageWithoutResource(this.name);
    return this.rendered.resource;
  }
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
  return `Unresolved-${createHash('sha256').update(JSON.stringify(resolveTokens(scope, id))).digest('hex').slice(0, 8)}`;
}
