import { TerraformResource } from 'cdktf';
import { definedIn } from './defined';

/** Meta-arguments that follow from a model, with the names of the bindings. */
export interface RenderedMetaArguments {
  readonly dependsOn?: readonly string[];
  readonly lifecycle?: object;
}

/** Adds what follows from a model to the meta-arguments of a resource. Those that are set on the resource take precedence. */
export function withRendered(
  own: TerraformResource['terraformMetaArguments'], { dependsOn = [], lifecycle = {} }: RenderedMetaArguments,
): TerraformResource['terraformMetaArguments'] {
  const dependencies = [...new Set([...(own.dependsOn as string[] | undefined) ?? [], ...dependsOn])];
  const wholeLifecycle = { ...lifecycle, ...definedIn((own.lifecycle as object | undefined) ?? {}) };
  return {
    ...own,
    dependsOn: dependencies.length > 0 ? dependencies : undefined,
    lifecycle: Object.keys(wholeLifecycle).length > 0 ? wholeLifecycle : undefined,
  };
}
