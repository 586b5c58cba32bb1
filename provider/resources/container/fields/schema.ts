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
import { Model } from '../../../framework/schema/model';
import { Attribute, Block, Schema } from '../../../framework/schema/schema';

/** All that a container is: one row an attribute or block, by concern. */
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
  ...timeoutFacts,
} satisfies Facts;

type Table = typeof facts;
type Attributes = {
  readonly [K in keyof Table as Table[K] extends AttributeFact ? K : never]: Table[K] extends { attribute: infer A extends Attribute } ? A : never
};
type Blocks = {
  readonly [K in keyof Table as Table[K] extends BlockFact ? K : never]: Table[K] extends { block: infer B extends Block } ? B : never
};

const rows: readonly (readonly [string, AttributeFact | BlockFact])[] = Object.entries(facts);

/** The rows of the table, attributes and blocks alike. */
export function allFacts(): readonly (readonly [string, AttributeFact | BlockFact])[] {
  return rows;
}

const id = { type: 'string', computed: true, stable: true, description: 'The container\'s id. It stays the same through every change that is made live.' } as const satisfies Attribute;

/** The schema of `docker_container`, under the standard one's version. */
export const schema = {
  version: 2,
  description: 'A container: created, started, and kept as it is written. What the engine can change while the container runs is changed so; any other change replaces it. '
    + 'What is left out is for the image or the engine to decide, and is not compared.',
  attributes: { id, ...Object.fromEntries(rows.flatMap(([name, row]) => 'attribute' in row ? [[name, row.attribute]] : [])) } as { readonly id: typeof id } & Attributes,
  blocks: Object.fromEntries(rows.flatMap(([name, row]) => 'block' in row ? [[name, row.block]] : [])) as Blocks,
} satisfies Schema;

/** The state of a container. */
export type ContainerModel = Model<typeof schema>;
