import { Token, IResolvable, IResolveContext } from 'cdktf';

/**
 * A value without tokens, which is put into the output as it is. cdktf looks for tokens in every part of what it writes, twice, which for a block that
 * thousands of resources share costs more than all else about it.
 */
export class Constant implements IResolvable {
  public readonly creationStack: string[] = [];

  constructor(private readonly value: unknown) {}

  public resolve(context: IResolveContext): unknown {
    context.registerPostProcessor({ postProcess: () => this.value });
    return undefined;
  }

  public toString(): string {
    return Token.asString(this);
  }
}
