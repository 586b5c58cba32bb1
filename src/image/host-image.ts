import { createHash } from 'node:crypto';
import { TerraformResource, Token } from 'cdktf';
import { Construct } from 'constructs';
import { imageIdTaken } from './errors';
import { ImageScope } from './image-scope';
import { ImageModel } from '../model/image';
import { resolveTokens } from '../private/tokens';

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

  /**
   * The Terraform resource, the escape hatch for attributes without an option.
   */
  public readonly resource: TerraformResource;

  /** @internal */
  public readonly _model: ImageModel;

  private constructor(scope: ImageScope, id: string, model: ImageModel) {
    super(scope, requireUnusedId(scope, id));
    this._model = model;
    this.name = model.name;
    const { resource, id: imageId } = scope.host._placement.target.addImage(this, model);
    this.resource = resource;
    this.imageId = imageId;
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
