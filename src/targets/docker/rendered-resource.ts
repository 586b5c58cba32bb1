import { TerraformResource, Tokenization } from 'cdktf';
import { Construct } from 'constructs';
import { Attributes } from '../../model/attributes';
import { definedIn } from '../l1/defined';
import { RenderedMetaArguments, withRendered } from '../l1/meta-arguments';
import { toHcl, toJson } from '../l1/render';
import { BodySchema, TypeSchema } from '../l1/schema';

/** What a resource renders from a model whenever cdktf asks for it. */
export interface Rendering {
  readonly attributes: () => Attributes;
  /** Returns attributes in the spelling of the back end. Those that are set on the resource stay as they are. */
  readonly spell?: (attributes: Attributes) => Attributes;
  readonly metaArguments?: () => RenderedMetaArguments;
  /** Returns the id that the resource had in Terraform before, if it had another one. */
  readonly movedFrom?: () => string | undefined;
}

type ResourceClass<R, A extends unknown[]> = new (scope: Construct, id: string, ...args: A) => R;

/** What the bindings of cdktf have that is not public. */
interface Synthesizing {
  readonly rawOverrides: Record<string, unknown>;
  synthesizeAttributes(): Record<string, unknown>;
  synthesizeHclAttributes(): Record<string, unknown>;
}

const renderings = new WeakMap<object, Rendering>();
/** The names of the attributes that a resource does not take from its rendering, because they were reset or replaced. */
const removals = new WeakMap<object, Set<string>>();

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
      removals.set(this, new Set());
    }

    public get terraformMetaArguments() {
      return withRendered(super.terraformMetaArguments, renderings.get(this)?.metaArguments?.() ?? {});
    }

    public toTerraform() {
      return withMovedBlock(this, super.toTerraform(), (address) => address);
    }

    public toHclTerraform() {
      return withMovedBlock(this, super.toHclTerraform(), referenceInHcl);
    }

    protected synthesizeAttributes() {
      return withOwn(toJson(schema, renderedBy(this, prototype)), definedIn(prototype.synthesizeAttributes.call(this)));
    }

    protected synthesizeHclAttributes() {
      return withOwn(toHcl(schema, renderedBy(this, prototype)), definedIn(prototype.synthesizeHclAttributes.call(this)));
    }
  }

  const names = [...Object.keys(schema.attributes), ...Object.keys(schema.blocks ?? {})];
  names.forEach((name) => readAndReset(Rendered.prototype, prototype, name, schema));
  return Rendered as unknown as ResourceClass<R, [config: C, rendering: Rendering]>;
}

/**
 * Adds a block that tells Terraform an earlier address of a resource. `moveFromId()` of cdktf would require Terraform 1.5, but the block
 * needs only 1.1.
 */
function withMovedBlock(resource: TerraformResource, synthesized: any, write: (address: string) => unknown): any {
  const { terraformResourceType: type, friendlyUniqueId: id } = resource;
  const earlier = renderings.get(resource)?.movedFrom?.();
  if (earlier === undefined || earlier === id) return synthesized;
  const moved = { from: write(`${type}.${earlier}`), to: write(`${type}.${id}`) };
  return { ...synthesized, moved: [...synthesized.moved ?? [], moved] };
}

function referenceInHcl(address: string) {
  return { value: address, isBlock: false, type: 'simple', storageClassType: 'reference' };
}

/**
 * Returns the rendered attributes of a resource, without those that were reset.
 *
 * @param prototype the prototype of the class of the bindings
 */
function renderedBy(resource: object, prototype: Synthesizing): Attributes {
  const { attributes: render, spell } = renderings.get(resource)!;
  const all = render();
  const removed = removals.get(resource)!;
  const attributes = removed.size === 0 ? all : Object.fromEntries(Object.entries(all).filter(([name]) => !removed.has(name)));
  if (!spell) return attributes;
  // The spelling of an attribute can depend on another one, which may be set on the resource.
  const own = simpleValuesOf(resource as Synthesizing, prototype);
  return { ...spell({ ...attributes, ...own }), ...Object.fromEntries(Object.keys(own).map((name) => [name, attributes[name]])) };
}

/** Returns what is set on a resource, overrides included, without lists, maps and blocks. */
function simpleValuesOf(resource: Synthesizing, prototype: Synthesizing): Attributes {
  const own = { ...definedIn(prototype.synthesizeAttributes.call(resource)), ...resource.rawOverrides };
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value === null || typeof value !== 'object'));
}

/** Adds what is set on a resource. A member of a block that is set alone leaves the other members as they are rendered. */
function withOwn(all: Record<string, unknown>, own: Record<string, unknown>): Record<string, unknown> {
  const combined = Object.entries(own).map(([name, value]) => {
    const before = all[name];
    return [name, isObject(before) && isObject(value) ? { ...before, ...withOwn(before, definedIn(value)) } : value];
  });
  return { ...all, ...Object.fromEntries(combined) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Tokenization.isResolvable(value);
}

/**
 * Makes `<name>Input` return what is rendered unless something is set, `reset<Name>()` and setting undefined remove what is rendered,
 * and setting a value or `put<Name>()` replace it.
 */
function readAndReset(prototype: any, prototypeOfBindings: Synthesizing, attribute: string, schema: BodySchema): void {
  const name = camelCase(attribute);
  const capitalized = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const input = `${name}Input`;
  const readOwn = descriptorOf(prototype, input)?.get;
  if (readOwn) {
    Object.defineProperty(prototype, input, {
      configurable: true,
      get() {
        return readOwn.call(this) ?? asInBindings(schema.blocks?.[attribute], renderedBy(this, prototypeOfBindings)[attribute]);
      },
    });
  }
  const own = descriptorOf(prototype, name);
  if (own?.set) {
    Object.defineProperty(prototype, name, {
      ...own,
      set(value: unknown) {
        own.set!.call(this, value);
        removals.get(this)!.add(attribute);
      },
    });
  }
  for (const method of [`reset${capitalized}`, `put${capitalized}`]) {
    const change = prototype[method];
    if (!change) continue;
    prototype[method] = function changeAttribute(...values: unknown[]) {
      change.apply(this, values);
      removals.get(this)!.add(attribute);
    };
  }
}

function descriptorOf(prototype: object, name: string): PropertyDescriptor | undefined {
  for (let each = prototype; each !== null; each = Object.getPrototypeOf(each)) {
    const descriptor = Object.getOwnPropertyDescriptor(each, name);
    if (descriptor) return descriptor;
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
