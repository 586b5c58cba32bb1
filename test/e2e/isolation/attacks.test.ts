import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import fc from 'fast-check';
import { startsSince } from './attested';
import { toAttributes } from '../../../src/shared/controls/policy-attributes';
import { BASELINE_CONTROLS, RESTRICTED_CONTROLS } from '../../../src/shared/controls/profiles';
import { Attacked, attacked, ATTACKS, isAllowed, NAME, SCRATCH, SHARED, TEXTS, Write } from '../../isolation/attacks';
import { STRICT } from '../../isolation/hardened';
import { docker } from '../engine/docker';
import { bundledProvider, TerraformDiagnostic } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const NUMBER = 60;
const seed = Number(process.env.BERTH_ATTACK_SEED ?? Date.now() % 1_000_000);

/** How a value gets into the configuration: as it is, by a variable, known only after apply, or in a module of its own. */
type Way = 'literal' | 'variable' | 'unknown' | 'module';

interface Case extends Attacked {
  readonly way: Way;
}

const workspaceWith = workspacePerTest(NAME);
const folder = mkdtempSync(path.join(tmpdir(), 'berth-attacks-'));

beforeAll(async () => {
  mkdirSync(path.join(SHARED, 'inside'), { recursive: true });
  mkdirSync(path.join(SHARED, 'empty'), { recursive: true });
  mkdirSync(`${SHARED}-not`, { recursive: true });
  mkdirSync(path.join(SCRATCH, 'x'), { recursive: true });
  rmSync(path.join(SHARED, 'link'), { force: true });
  symlinkSync('/etc', path.join(SHARED, 'link'));
});

beforeEach(async () => {
  await docker.createVolume({ Name: `${NAME}-disguised`, DriverOpts: { type: 'none', o: 'bind', device: '/etc' } });
  await docker.createVolume({ Name: `${NAME}-empty`, DriverOpts: { type: 'none', o: 'bind', device: path.join(SHARED, 'empty') } });
  const host = { PidMode: 'host', IpcMode: 'host', NetworkMode: 'host', Binds: ['/etc:/y'] };
  const other = await docker.createContainer({ name: `${NAME}-other`, Image: 'busybox:latest', Cmd: ['sleep', '1000'], HostConfig: host });
  await other.start();
});

afterAll(() => {
  for (const each of [SHARED, `${SHARED}-not`, SCRATCH, folder]) rmSync(each, { recursive: true, force: true });
});

const anyWay = fc.constantFrom<Way>('literal', 'variable', 'unknown', 'module');
const anyCase: fc.Arbitrary<Case> = fc.tuple(attacked([...ATTACKS, ...TEXTS]), anyWay).map(([each, way]) => ({ ...each, way }));

/** A stack with a container for each case. */
class Stack {
  private readonly values: Record<string, unknown> = {};
  private readonly resources: Record<string, object> = {};
  private readonly modules: Record<string, object> = {};

  constructor(cases: ReadonlyMap<number, Case>, private readonly hasFloor: boolean, private readonly provider: object) {
    cases.forEach((each, number) => this.add(each, number));
  }

  /** @param except  the numbers of the cases to leave out */
  public configuration(except: ReadonlySet<number>): object {
    const variables = Object.entries(this.values).map(([name, value]) => [name, { default: value }]);
    const kept = (all: object) => Object.fromEntries(Object.entries(all).filter(([name]) => !except.has(Number(name.slice(1)))));
    const containers = kept(this.resources);
    const modules = kept(this.modules);
    // Terraform refuses a kind of block without any block.
    const unlessEmpty = (key: string, blocks: object) => Object.keys(blocks).length > 0 ? { [key]: blocks } : {};
    return {
      ...unlessEmpty('variable', Object.fromEntries(variables)),
      resource: { ...unlessEmpty('docker_container', containers), terraform_data: { values: { input: this.values } } },
      ...unlessEmpty('module', modules),
    };
  }

  private add({ attacks, way, profile, exempt }: Case, number: number): void {
    const weaker = attacks.map(({ weaken }, index) => weaken(this.write(way, `c${number}_${index}`)));
    const controls = profile === 'baseline' ? BASELINE_CONTROLS : RESTRICTED_CONTROLS;
    const exemptions = exempt.map((control) => ({ control, reason: 'the test says so' }));
    const sharedFolders = [{ path: SHARED, readOnly: true }, { path: SCRATCH, readOnly: false }];
    const policy = this.hasFloor ? {} : toAttributes({ controls, exemptions, sharedFolders });
    const container = Object.assign({}, STRICT, policy, ...weaker, { name: `${NAME}-${number}` }) as object;
    if (way === 'module') this.modules[`c${number}`] = { source: this.moduleOf(container, number) };
    else this.resources[`c${number}`] = container;
  }

  private write(way: Way, name: string): Write {
    return (value) => {
      // In a configuration in JSON, "${" and "%{" begin templates.
      const escaped = typeof value === 'string' ? value.replace(/([$%])\{/g, '$1$1{') : value;
      if (way === 'literal' || way === 'module') return escaped;
      this.values[name] = value;
      return way === 'variable' ? `\${var.${name}}` : `\${terraform_data.values.output.${name}}`;
    };
  }

  private moduleOf(container: object, number: number): string {
    const module = path.join(folder, `module-${number}`);
    mkdirSync(module, { recursive: true });
    const content = { terraform: { required_providers: { docker: this.provider } }, resource: { docker_container: { it: container } } };
    writeFileSync(path.join(module, 'main.tf.json'), JSON.stringify(content));
    return module;
  }
}

/** Returns the numbers of the cases with an error, and the errors. */
function errorsByCase(diagnostics: readonly TerraformDiagnostic[]): Map<number, string[]> {
  const errors = new Map<number, string[]>();
  for (const { severity, address = '', summary, detail } of diagnostics) {
    const number = Number(/\bc(\d+)\b/.exec(address)?.[1] ?? NaN);
    if (severity !== 'error') continue;
    if (Number.isNaN(number)) throw new Error(`An error of no container: ${summary}\n${detail}`);
    errors.set(number, [...errors.get(number) ?? [], summary]);
  }
  return errors;
}

/** Sets a floor for all cases, which asks for RESTRICTED where that is the profile of any, and exempts each from what it may have. */
function floorFor(cases: ReadonlyMap<number, Case>, profile: Case['profile']): string {
  const exemptions = [...cases].flatMap(([number, { exempt }]) =>
    exempt.map((control) => ({ container: `${NAME}-${number}`, control, reason: 'the test says so' })));
  const file = path.join(folder, `${profile}.json`);
  writeFileSync(file, JSON.stringify({ profile, exemptions, shared_folders: [{ path: SHARED }, { path: SCRATCH, read_only: false }] }));
  return file;
}

async function attackWith(cases: ReadonlyMap<number, Case>, floor?: string): Promise<void> {
  const since = Date.now() / 1000;
  const { source, version } = bundledProvider();
  const stack = new Stack(cases, floor !== undefined, { source, version });
  const env = floor === undefined ? {} : { BERTH_ISOLATION_FLOOR: floor };
  const refused = new Map<number, string[]>();
  const workspace = await workspaceWith(stack.configuration(new Set()), { env });
  // Terraform stops after the validation, the plan or the apply in which something is refused. So the rest is applied again without it.
  for (let hasErrors = true; hasErrors;) {
    workspace.configure(stack.configuration(new Set(refused.keys())));
    const { diagnostics } = await workspace.apply();
    const errors = errorsByCase(diagnostics);
    errors.forEach((summaries, number) => refused.set(number, summaries));
    hasErrors = errors.size > 0;
  }

  const started = await startsSince(since, `${NAME}-`);
  const exist = (await docker.listContainers({ all: true, filters: { name: [`${NAME}-`] } })).map(({ Names: [name] }) => name!.slice(1));
  for (const [number, each] of cases) {
    const told = { seed, case: each, titles: each.attacks.map(({ title }) => title) };
    const errors = refused.get(number) ?? [];
    if (isAllowed(each)) {
      expect({ ...told, refused: errors.filter((error) => error.includes('is weaker than')) }).toEqual({ ...told, refused: [] });
    } else {
      const name = `${NAME}-${number}`;
      const outcome = { refused: errors.length > 0, started: started.includes(name), exists: exist.includes(name) };
      expect({ ...told, ...outcome }).toEqual({ ...told, refused: true, started: false, exists: false });
    }
  }
}

const sample = (cases: fc.Arbitrary<Case>) => new Map(fc.sample(cases, { seed, numRuns: NUMBER }).map((each, number) => [number, each]));

test(`each way in is refused before the process runs, or allowed by the words of the policy (seed ${seed})`, async () => {
  await attackWith(sample(anyCase));
});

const UNDER_A_FLOOR = `the same under a floor, without a policy in the stack: %s (seed ${seed})`;

test.each(['baseline', 'restricted'] as const)(UNDER_A_FLOOR, async (profile) => {
  const cases = sample(anyCase.map((each) => ({ ...each, profile })));
  await attackWith(cases, floorFor(cases, profile));
});
