import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SynthesizedStack, synthesize } from './synthesize';

/** What an earlier commit synthesized and applied. README.md there describes its files, and how to make them. */
const FOLDER = join(__dirname, '../fixtures/applied');

interface State {
  readonly resources: ReadonlyArray<{
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: ReadonlyArray<{ readonly attributes: Record<string, unknown> }>;
  }>;
}

/** The paths of the engine that the fixtures were made on. */
export interface EnginePaths {
  /** In the format of `DOCKER_HOST`. */
  readonly address: string;
  readonly dataRoot: string;
}

/** The stack as the earlier commit synthesized it for a back end. */
export function earlierStack(backend: 'berth' | 'kreuzwerker'): SynthesizedStack {
  return JSON.parse(read(`${backend}.tf.json`)) as SynthesizedStack;
}

/** The text of the state after the earlier commit's stack was applied. */
export function earlierState(): string {
  return read('state.json');
}

/** The addresses of the resources in the state. */
export function addressesInState(): string[] {
  const { resources } = JSON.parse(earlierState()) as State;
  return resources.filter(({ mode }) => mode === 'managed').map(({ type, name }) => `${type}.${name}`).sort();
}

/** Copies the sources of the images, as the earlier commit synthesized them, into the folder of a stack. */
export function copyEarlierAssets(folder: string): void {
  cpSync(join(FOLDER, 'assets'), join(folder, 'assets'), { recursive: true });
}

/** Writes the fixtures again, from the folder of a stack that was applied with this commit. */
export async function writeFixtures(folder: string, engine: EnginePaths): Promise<void> {
  const text = readFileSync(join(folder, 'cdk.tf.json'), 'utf8');
  const state = normalized(readFileSync(join(folder, 'terraform.tfstate'), 'utf8'), text, engine);
  mkdirSync(FOLDER, { recursive: true });
  rmSync(join(FOLDER, 'assets'), { recursive: true, force: true });
  cpSync(join(folder, 'assets'), join(FOLDER, 'assets'), { recursive: true });
  writeFileSync(join(FOLDER, 'berth.tf.json'), formatted(text));
  writeFileSync(join(FOLDER, 'kreuzwerker.tf.json'), formatted(JSON.stringify(await synthesize('kreuzwerker'))));
  writeFileSync(join(FOLDER, 'state.json'), formatted(state));
}

/**
 * Replaces what differs between two runs or two machines: the ids that the engine and Terraform chose, the engine's paths, and the texts
 * of the report. Hashes of what is configured stay, since the provider compares them with the configuration.
 */
function normalized(text: string, configuration: string, engine: EnginePaths): string {
  const state = JSON.parse(text) as State & { lineage: string };
  for (const { instances } of state.resources.filter(({ type }) => type === 'docker_isolation')) {
    for (const { attributes } of instances) Object.assign(attributes, { json: '{}', text: '' });
  }
  const ids = new Set(text.match(/\b[0-9a-f]{64}\b/g)!.filter((id) => !configuration.includes(id)));
  const replacements = [...ids].map((id, index) => [id, createHash('sha256').update(`id ${index}`).digest('hex')] as const);
  return replacements
    // A container's default host name is the beginning of its id.
    .flatMap(([id, other]) => [[id, other], [`"${id.slice(0, 12)}"`, `"${other.slice(0, 12)}"`]] as const)
    .reduce((written, [from, to]) => written.replaceAll(from, to), JSON.stringify(state))
    .replaceAll(state.lineage, '00000000-0000-0000-0000-000000000000')
    .replaceAll(`${engine.dataRoot}/`, '/var/lib/docker/')
    .replaceAll(engine.address, 'unix:///var/run/docker.sock');
}

const formatted = (json: string) => `${JSON.stringify(JSON.parse(json), null, 1)}\n`;

const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
