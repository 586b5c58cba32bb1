import { createHash } from 'node:crypto';
import { cloneName, INDEX_LABEL, PLACEHOLDERS, portsOfClone, SET_LABEL, TEMPLATE_LABEL } from '../../../src/shared/clones';
import { registerFilledIn } from '../../diagnostics/secrets';
import { Attribute, Block, Body } from '../../framework/schema/schema';
import { allFacts, ContainerModel, schema as containerSchema } from '../container/fields/schema';

/** What a template has none of: the set names its clones, and they are no jobs that end. */
const OMITTED = new Set(['name', 'attach', 'logs', 'rm', 'timeouts']);

/** The attributes and blocks of a container that a template has, without what only the engine decides. */
export const TEMPLATE_BODY: Body = templateBody(containerSchema, OMITTED);

function templateBody(body: Body, omitted: ReadonlySet<string> = new Set()): Body {
  const attributes = Object.entries(body.attributes)
    .filter(([name, { required, optional }]) => (required || optional) && !omitted.has(name))
    .map(([name, attribute]) => [name, templateAttribute(attribute)]);
  const blocks = Object.entries(body.blocks ?? {})
    .filter(([name]) => !omitted.has(name))
    .map(([name, block]) => [name, templateBlock(block)]);
  return { attributes: Object.fromEntries(attributes), blocks: Object.fromEntries(blocks) };
}

/** A change of a template never replaces the set, and the set keeps nothing that the engine chooses for one clone. */
function templateAttribute(attribute: Attribute): Attribute {
  const {
    requiresReplace: _replaces, computed: _computed, stable: _stable, nullUnlessConfigured: _unless, planModifiers: _modifiers,
    change: _change, required, ...rest
  } = attribute;
  return { ...rest, ...required ? { required } : { optional: true } };
}

function templateBlock(block: Block): Block {
  const { requiresReplace: _replaces, change: _change, ...rest } = block;
  return { ...rest, ...templateBody(block) };
}

/** The values of a template, by the names of the container's attributes. */
export interface Template { readonly [name: string]: unknown }

interface Label { readonly label: string; readonly value: string }

/** What the clones of a set have in common, beside their template. */
export interface CloneSource {
  readonly id: string;
  readonly name: string;
  /** Of the template and the image. */
  readonly fingerprint: string;
}

/** A container as a set wants it, from its template. */
export interface Clone {
  readonly index: number;
  readonly name: string;
  readonly model: ContainerModel;
  /** The model as a container of it is read: without the labels of the set. */
  readonly asRead: ContainerModel;
  /** The template, with its placeholders filled in. */
  readonly filled: Template;
}

const UNSET: ContainerModel = Object.fromEntries(Object.keys(containerSchema.attributes).map((each) => [each, null])) as never;

/**
 * Returns the container with an index, as its template describes it.
 *
 * @param image the image on the clone's host
 */
export function cloneOf(template: Template, image: string, set: CloneSource, index: number): Clone {
  const parts = filledParts(template, fillFor(set, index));
  const { labels, ...varying } = withOwn(parts, template, set, index, true);
  const filled = { ...template, ...parts };
  const values = { ...UNSET, attach: false, logs: false, rm: false, timeouts: null, ...filled, ...varying, image };
  const asRead = values as unknown as ContainerModel;
  return { index, name: String(varying.name), model: { ...asRead, labels } as unknown as ContainerModel, asRead, filled };
}

/** Some attributes of a container. */
export interface Attributes { readonly [name: string]: unknown }

/** Returns those attributes of a clone that others of its set have differently. */
export function varyingOf(template: Template, set: CloneSource, index: number, isLabelled = true): Attributes {
  return withOwn(filledParts(template, fillFor(set, index)), template, set, index, isLabelled);
}

/** Returns the filled parts of a template with what a clone has from its set: its name, its ports, and its labels if it bears them. */
function withOwn(filled: Attributes, template: Template, set: CloneSource, index: number, isLabelled: boolean): Attributes {
  const own = [
    { label: SET_LABEL, value: set.id }, { label: INDEX_LABEL, value: `${index}` }, { label: TEMPLATE_LABEL, value: set.fingerprint },
  ];
  const labels = [...(filled.labels ?? template.labels) as Label[], ...isLabelled ? own : []];
  const ports = portsOfClone((filled.ports ?? template.ports) as { readonly external: number | null }[], index);
  return { ...filled, name: cloneName(set.name, index), labels, ports };
}

type Fill = (text: string) => string;

/** Returns what fills in the placeholders of a text. */
function fillFor(set: CloneSource, index: number): Fill {
  const values: readonly (readonly [string, string])[] = [
    [PLACEHOLDERS.index, `${index}`], [PLACEHOLDERS.number, `${index + 1}`], [PLACEHOLDERS.name, cloneName(set.name, index)],
  ];
  const fill = (text: string) => (text.includes('{{') ? values.reduce((result, [from, to]) => result.replaceAll(from, to), text) : text);
  registerFilledIn(fill);
  return fill;
}

type Filler = (fill: Fill) => unknown;

const fillers = new WeakMap<Template, readonly (readonly [name: string, filler: Filler])[]>();

/** Returns the attributes of a template in which texts are filled in. The others are the same object for all clones. */
function filledParts(template: Template, fill: Fill): Attributes {
  const known = fillers.get(template) ?? changingParts(template);
  fillers.set(template, known);
  return Object.fromEntries(known.map(([name, part]) => [name, part(fill)]));
}

function changingParts(value: object): readonly (readonly [name: string, filler: Filler])[] {
  return Object.entries(value).flatMap(([name, each]) => {
    const part = fillerOf(each);
    return part === undefined ? [] : [[name, part] as const];
  });
}

/** Returns undefined for a value without placeholders. */
function fillerOf(value: unknown): Filler | undefined {
  if (typeof value === 'string') return value.includes('{{') ? (fill) => fill(value) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const parts = changingParts(value);
  if (parts.length === 0) return undefined;
  return (fill) => {
    const copy = (Array.isArray(value) ? [...value as unknown[]] : { ...value }) as Record<string, unknown>;
    for (const [name, part] of parts) copy[name] = part(fill);
    return copy;
  };
}

/** What a clone has to be made anew for: what the engine can't change, and files. */
const MADE = allFacts().filter(([name, { kind }]) => kind === 'made' || name === 'upload').map(([name]) => name)
  .filter((name) => name in TEMPLATE_BODY.attributes || name in TEMPLATE_BODY.blocks!);

/**
 * Returns what tells containers apart that were made from different templates or images. It is the same for all clones on a host.
 *
 * @param fork  how they become forks. @default - they don't
 */
export function fingerprintOf(template: Template, image: string, fork?: unknown): string {
  const content = [image, MADE.map((name) => template[name] ?? null), ...fork === undefined ? [] : [fork]];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32);
}

