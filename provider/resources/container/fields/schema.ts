import { blockIoFacts } from './block-io';
import { deviceFacts } from './devices';
import { AttributeFact, BlockFact, Facts } from './fact';
import { isolationFacts } from './isolation';
import { isolationPolicyFacts } from './isolation-policy';
import { loggingFacts } from './logging';
import { networkFacts } from './network';
import { outOfMemoryFacts } from './out-of-memory';
import { processFacts } from './process';
import { resourceFacts } from './resources';
import { settingFacts } from './settings';
import { storageFacts } from './storage';
import { timeoutFacts } from './timeouts';
import { uploadFacts } from './upload';
import { virtualHostFacts } from './virtual-host';
import { Model } from '../../../framework/schema/model';
import { Attribute, Block, Schema } from '../../../framework/schema/schema';

/** All attributes and blocks of a container, one row each, grouped by concern. */
export const facts = {
  ...processFacts,
  ...resourceFacts,
  ...outOfMemoryFacts,
  ...blockIoFacts,
  ...isolationFacts,
  ...deviceFacts,
  ...storageFacts,
  ...networkFacts,
  ...loggingFacts,
  ...uploadFacts,
  ...settingFacts,
  ...isolationPolicyFacts,
  ...virtualHostFacts,
  ...timeoutFacts,
} satisfies Facts;

type Table = typeof facts;
type Attributes = {
  readonly [K in keyof Table as Table[K] extends AttributeFact ? K : never]:
  Table[K] extends { attribute: infer A extends Attribute } ? A : never
};
type Blocks = {
  readonly [K in keyof Table as Table[K] extends BlockFact ? K : never]: Table[K] extends { block: infer B extends Block } ? B : never
};

const rows: readonly (readonly [string, AttributeFact | BlockFact])[] = Object.entries(facts);

/** Returns the rows of attributes and blocks. */
export function allFacts(): readonly (readonly [string, AttributeFact | BlockFact])[] {
  return rows;
}

/** Returns the row of an attribute or a block. */
export function factOf(name: keyof ContainerModel): AttributeFact | BlockFact {
  return (facts as Facts)[name]!;
}

const id = {
  type: 'string',
  computed: true,
  stable: true,
  description: 'The container\'s id. It does not change unless the container is replaced.',
} as const satisfies Attribute;

/** The schema of `docker_container`, with the version of `kreuzwerker/docker`'s schema. */
export const schema = {
  version: 2,
  description: 'A container: created, started, and kept in the configured state. '
    + 'Changes are made while the container runs if the engine supports that; any other change replaces the container. '
    + 'Attributes that are not set are decided by the image or the engine, and are not compared.',
  attributes: {
    id,
    ...Object.fromEntries(rows.flatMap(([name, row]) => 'attribute' in row ? [[name, row.attribute]] : [])),
  } as { readonly id: typeof id } & Attributes,
  blocks: Object.fromEntries(rows.flatMap(([name, row]) => 'block' in row ? [[name, row.block]] : [])) as Blocks,
} satisfies Schema;

/** The state of a container. */
export type ContainerModel = Model<typeof schema>;
