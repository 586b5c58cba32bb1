import { Op, TerraformCount } from 'cdktf';
import { Attributes } from '../../model/attributes';
import { cloneName, PLACEHOLDERS } from '../../shared/clones';

const COUNT = TerraformCount.of(1);
const INDEX = '${count.index}';

/** Returns the name of each clone, as an expression. */
export function countedName(name: string): string {
  return cloneName(name, INDEX);
}

/**
 * Returns the attributes of a `docker_container` with `count`, which stands for a set of clones where the provider has none: each has
 * host ports and texts of its own, and on its networks all have the name of the set, too.
 */
export function counted(name: string, attributes: Attributes): Attributes {
  const values = {
    [PLACEHOLDERS.index]: INDEX, [PLACEHOLDERS.number]: '${count.index + 1}', [PLACEHOLDERS.name]: countedName(name),
  };
  const { ports, networks_advanced: networks, ...others } = filledIn(attributes, Object.entries(values)) as Attributes & {
    readonly ports?: readonly Port[]; readonly networks_advanced?: readonly Attachment[];
  };
  return {
    ...others,
    ports: ports?.map(({ external, ...port }) => (
      { ...port, external: external === undefined ? undefined : Op.add(external, COUNT.index) })),
    networks_advanced: networks?.map(({ aliases = [], ...network }) => ({ ...network, aliases: [name, ...aliases] })),
  };
}

interface Port {
  readonly external?: number;
}

interface Attachment {
  readonly aliases?: readonly string[];
}

/** Replaces texts in all texts of a value. */
function filledIn(value: unknown, texts: ReadonlyArray<readonly [text: string, by: string]>): unknown {
  if (typeof value === 'string') return texts.reduce((filled, [text, by]) => filled.replaceAll(text, by), value);
  if (Array.isArray(value)) return value.map((each) => filledIn(each, texts));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filledIn(each, texts)]));
}
