import { Token, IResolvable, IResolveContext } from 'cdktf';

/**
 * A value without tokens, which is written to `cdk.tf.json` unchanged.
 *
 * cdktf searches every part of its output for tokens, twice. For a block that thousands of resources share, this search costs more than
 * everything else. A post-processor returns the value after that search.
 */
export class Constant implements IResolvable {
  public readonly creationStack: string[] = [];

  constructor(public readonly value: unknown) {}

  public resolve(context: IResolveContext): unknown {
    context.registerPostProcessor({ postProcess: () => this.value });
    return undefined;
  }

  public toString(): string {
    return Token.asString(this);
  }
}
