import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Attributes } from '../../model/attributes';
import { definedIn, RenderedMetaArguments, withRendered } from '../l1/meta-arguments';
import { toHcl, toJson } from '../l1/render';
import { BodySchema, TypeSchema } from '../l1/schema';

/** What a resource renders from a model whenever cdktf asks for it. */
export interface Rendering {
  readonly attributes: () => Attributes;
  readonly metaArguments?: () => RenderedMetaArguments;
}

type ResourceClass<R, A extends unknown[]> = new (scope: Construct, id: string, ...args: A) => R;

/** What the bindings of cdktf have that is not public. */
interface Synthesizing {
  synthesizeAttributes(): Record<string, unknown>;
  synthesizeHclAttributes(): Record<string, unknown>;
}

const renderings = new WeakMap<object, Rendering>();
const resets = new WeakMap<object, Set<string>>();

/**
 * Returns a subclass of a class of the bindings that renders its attributes from a model. It can be used like any resource of the
 * bindings: what is set on it takes precedence, `reset…()` removes an attribute, and `…Input` returns what is rendered.
 */
export function rendered<C, R extends TerraformResource>(
  Base: ResourceClass<R, [config: C]>, schema: TypeSchema,
): ResourceClass<R, [config: C, rendering: Rendering]> {
  const prototype = Base.prototype as Synthesizing;
  const Parent = Base as unknown as new (...args: any[]) => TerraformResource;

  class Rendered extends Parent {
    constructor(scope: Construct, id: string, config: C, rendering: Rendering) {
      super(scope, id, config);
      renderings.set(this, rendering);
      resets.set(this, new Set());
    }

    public get terraformMetaArguments() {
      return withRendered(super.terraformMetaArguments, renderings.get(this)?.metaArguments?.() ?? {});
    }

    protected synthesizeAttributes() {
      return { ...toJson(schema, renderedBy(this)), ...definedIn(prototype.synthesizeAttributes.call(this)) };
    }

    protected synthesizeHclAttributes() {
      return { ...toHcl(schema, renderedBy(this)), ...definedIn(prototype.synthesizeHclAttributes.call(this)) };
    }
  }

  const names = [...Object.keys(schema.attributes), ...Object.keys(schema.blocks ?? {})];
  names.forEach((name) => readAndReset(Rendered.prototype, name, schema));
  return Rendered as unknown as ResourceClass<R, [config: C, rendering: Rendering]>;
}

/** Returns the rendered attributes of a resource, without those that were reset. */
function renderedBy(resource: object): Attributes {
  const attributes = renderings.get(resource)!.attributes();
  const removed = resets.get(resource)!;
  return removed.size === 0 ? attributes : Object.fromEntries(Object.entries(attributes).filter(([name]) => !removed.has(name)));
}

/** Makes `<name>Input` return what is rendered unless something is set, and `reset<Name>()` remove it. */
function readAndReset(prototype: any, attribute: string, schema: BodySchema): void {
  const name = camelCase(attribute);
  const input = `${name}Input`;
  const readOwn = accessorOf(prototype, input);
  if (readOwn) {
    Object.defineProperty(prototype, input, {
      configurable: true,
      get() {
        return readOwn.call(this) ?? asInBindings(schema.blocks?.[attribute], renderedBy(this)[attribute]);
      },
    });
  }
  const reset = `reset${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const resetOwn = prototype[reset];
  if (resetOwn) {
    prototype[reset] = function resetAttribute() {
      resetOwn.call(this);
      resets.get(this)!.add(attribute);
    };
  }
}

function accessorOf(prototype: object, name: string): (() => unknown) | undefined {
  for (let each = prototype; each !== null; each = Object.getPrototypeOf(each)) {
    const { get } = Object.getOwnPropertyDescriptor(each, name) ?? {};
    if (get) return get;
  }
  return undefined;
}

/** Converts the names within blocks to those of the bindings. Maps keep their keys. */
function asInBindings(schema: BodySchema | undefined, value: unknown): unknown {
  if (!schema || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => asInBindings(schema, each));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [camelCase(name), asInBindings(schema.blocks?.[name], each)]));
}

function camelCase(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
