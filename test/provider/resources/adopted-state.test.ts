import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import standard from '../../../projenrc/l1/docker-provider-3.6.2.json';
import { Engine } from '../../../provider/engine/engine';
import { readResource } from '../../../provider/framework/core/read';
import { Session } from '../../../provider/framework/core/session';
import { upgradeState } from '../../../provider/framework/core/upgrade';
import { Diagnostics } from '../../../provider/framework/diagnostics';
import { planResource } from '../../../provider/framework/plan/pipeline';
import { AnyResource, Provider } from '../../../provider/framework/resource';
import { fromModel, toModel } from '../../../provider/framework/schema/body-values';
import { applyDefaults } from '../../../provider/framework/schema/defaults';
import { ObjectValue, Unknown } from '../../../provider/framework/value/value';
import { provider } from '../../../provider/provider';
import { container } from '../../../provider/resources/container/container';
import { fromEngine } from '../../../provider/resources/container/fields/model';
import { ContainerModel } from '../../../provider/resources/container/fields/schema';
import { network } from '../../../provider/resources/network/network';
import answers from '../../fixtures/engine/answers.json';

/*
 * A state moves between kreuzwerker/docker and this provider in both directions. Nothing that runs may be replaced because of a value that
 * nobody configured.
 */

interface State {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly [{ readonly schema_version: number; readonly attributes: Readonly<Record<string, unknown>> }];
  }[];
}

const theirs = JSON.parse(readFileSync(join(__dirname, '../../fixtures/states/4.5.0/unset.json'), 'utf8')) as State;
const instanceOf = (name: string) => theirs.resources.find((resource) => resource.name === name)!.instances[0];
const CONTAINER_ID = '0'.repeat(64);

/** The engine's answer for a container that sets nothing but its command. */
function containerAnswer(host: object) {
  return {
    ...answers.container,
    Mounts: [],
    Config: {
      Hostname: CONTAINER_ID.slice(0, 12), Domainname: '', User: '', Env: null, Cmd: ['sleep', '100000'], Labels: {}, WorkingDir: '',
    },
    HostConfig: {
      NetworkMode: 'none',
      IpcMode: 'private',
      PidMode: '',
      CgroupnsMode: 'host',
      Runtime: 'runc',
      ShmSize: 67108864,
      SecurityOpt: null,
      LogConfig: { Type: 'json-file', Config: {} },
      Privileged: false,
      Binds: null,
      RestartPolicy: { Name: 'no', MaximumRetryCount: 0 },
      MaskedPaths: ['/proc/kcore'],
      ReadonlyPaths: ['/proc/sys'],
      ...host,
    },
    NetworkSettings: { Ports: {}, Networks: { none: answers.container.NetworkSettings.Networks['fuzz-net'] } },
  };
}

function networkAnswer(...subnets: object[]) {
  return {
    ...answers.network,
    Name: 'unset-front',
    Options: {},
    Labels: {},
    Containers: {},
    IPAM: { Driver: 'default', Options: null, Config: subnets },
  };
}

const CHOSEN = { Subnet: '172.19.0.0/16', Gateway: '172.19.0.1' };

/** An engine that answers every inspect of a kind with the given answer. */
function engineWith({
  ofContainer = containerAnswer({}) as object, ofNetwork = networkAnswer(CHOSEN) as object, pools = undefined as unknown,
}): Engine {
  const answersOf: Record<string, object> = { containers: ofContainer, networks: ofNetwork, images: answers.image };
  const read = async (_what: string, path: string, check: (answer: unknown) => unknown) => check(answersOf[path.split('/')[1]!]);
  return {
    read, info: async () => ({ ...answers.info, DefaultAddressPools: pools }), version: async () => ({ os: 'linux', arch: 'amd64' }),
  } as unknown as Engine;
}

interface Planned { readonly state: ObjectValue; readonly action: 'none' | 'update' | 'replace' }

/** Refreshes a state and plans a configuration, as Terraform does. */
async function refreshAndPlan(
  resource: AnyResource<never>, state: object, config: object, { engine = engineWith({}), privateState = '', refresh = true } = {},
): Promise<Planned> {
  const { schema } = resource;
  const session = new Session(provider as unknown as Provider);
  session.configuration = { status: 'configured', client: engine };
  const diagnostics = new Diagnostics();
  const priorPrivate = Buffer.from(privateState);
  const before = upgradeState(resource, JSON.stringify(state), schema.version ?? 0);
  const read = refresh ? (await readResource(session, resource as AnyResource<unknown>, before, diagnostics, priorPrivate))! : before;
  const { planned, requiresReplace } = await planResource(
    session, resource as AnyResource<unknown>, { prior: read, config: fromModel(schema, config), priorPrivate }, diagnostics,
  );
  expect(diagnostics.all).toEqual([]);
  return { state: read, action: requiresReplace.length > 0 ? 'replace' : planned === read ? 'none' : 'update' };
}

const recorded = (...paths: string[]) => JSON.stringify({ framework: { configured: { paths, elements: {} } } });

describe('a container of kreuzwerker/docker', () => {
  const common = { image: String(instanceOf('quiet').attributes.image), command: ['sleep', '100000'] };
  const host = { network_mode: 'none' };

  test.each<[string, object, object]>([
    ['processes', { ...host, pid_mode: 'host' }, { PidMode: 'host', SecurityOpt: ['label=disable'] }],
    ['memory', { ...host, ipc_mode: 'host' }, { IpcMode: 'host', SecurityOpt: ['label=disable'] }],
    ['everything', { ...host, privileged: true, start: false, must_run: false }, { Privileged: true, SecurityOpt: ['label=disable'] }],
  ])('%s: the option that the engine adds is no change', async (name, config, settings) => {
    const engine = engineWith({ ofContainer: { ...containerAnswer(settings), Name: `/unset-${name}` } });
    const whole = { ...common, ...config, name: `unset-${name}` };
    for (const refresh of [true, false]) {
      const { action } = await refreshAndPlan(container, instanceOf(name).attributes, whole, { engine, refresh });
      expect([refresh, action]).toEqual([refresh, 'none']);
    }
    // Neither is naming that option, in a state that has it or lacks it.
    const named = { ...whole, security_opts: ['label:disable'] };
    const without = { ...instanceOf(name).attributes, security_opts: [] };
    expect(await refreshAndPlan(container, instanceOf(name).attributes, named, { engine })).toMatchObject({ action: 'none' });
    expect(await refreshAndPlan(container, without, named, { engine })).toMatchObject({ action: 'none' });
    const other = { ...whole, security_opts: ['no-new-privileges'] };
    expect(await refreshAndPlan(container, instanceOf(name).attributes, other, { engine })).toMatchObject({ action: 'replace' });
  });

  test('naming its platform is no change', async () => {
    const answer = containerAnswer({ IpcMode: 'host', SecurityOpt: ['label=disable'] });
    const engine = engineWith({ ofContainer: { ...answer, Name: '/unset-memory' } });
    const planned = (platform: string) => {
      const config = { ...common, ...host, ipc_mode: 'host', name: 'unset-memory', platform };
      return refreshAndPlan(container, instanceOf('memory').attributes, config, { engine });
    };
    expect(await planned('linux')).toMatchObject({ action: 'none' });
    expect(await planned('linux/amd64')).toMatchObject({ action: 'none' });
    expect(await planned('windows')).toMatchObject({ action: 'replace' });
  });

  test('systempaths=unconfined is no change where an import found the empty lists that it stands for', async () => {
    const lists = { MaskedPaths: [], ReadonlyPaths: [] };
    const engine = engineWith({ ofContainer: { ...containerAnswer(lists), Name: '/unset-memory' } });
    const imported = { ...instanceOf('memory').attributes, ipc_mode: 'private', security_opts: [], masked_paths: [], readonly_paths: [] };
    const config = { ...common, ...host, name: 'unset-memory', security_opts: ['systempaths=unconfined'] };
    expect(await refreshAndPlan(container, imported, config, { engine })).toMatchObject({ action: 'none' });
    const created = { ...imported, security_opts: ['systempaths=unconfined'], masked_paths: null, readonly_paths: null };
    expect(await refreshAndPlan(container, created, config, { engine })).toMatchObject({ action: 'none' });
    expect(await refreshAndPlan(container, created, { ...config, security_opts: [] }, { engine })).toMatchObject({ action: 'replace' });
  });

  test('the option counts where the engine does not add it', async () => {
    const engine = engineWith({ ofContainer: { ...containerAnswer({ SecurityOpt: ['label=disable'] }), Name: '/unset-memory' } });
    const state = { ...instanceOf('memory').attributes, ipc_mode: 'private' };
    const config = { ...common, ...host, name: 'unset-memory' };
    expect(await refreshAndPlan(container, state, config, { engine })).toMatchObject({ action: 'replace' });
  });
});

describe('the cgroup namespace', () => {
  const config = { name: 'fuzz-one', image: answers.container.Image, network_mode: 'none' };
  const state = { ...config, id: CONTAINER_ID, network_mode: 'none' };

  test('that nobody configured is null in the state of another provider, and in one that an earlier version wrote', async () => {
    const adopted = await refreshAndPlan(container, { ...state, cgroupns_mode: null }, config);
    expect([adopted.state.cgroupns_mode, adopted.action]).toEqual([null, 'none']);
    const earlier = await refreshAndPlan(container, { ...state, cgroupns_mode: 'host' }, config, { privateState: recorded() });
    expect([earlier.state.cgroupns_mode, earlier.action]).toEqual([null, 'none']);
    // Terraform keeps the earlier value without a refresh. It still means the same.
    const stale = { privateState: recorded(), refresh: false };
    expect(await refreshAndPlan(container, { ...state, cgroupns_mode: 'host' }, config, stale)).toMatchObject({ action: 'none' });
  });

  test('that is configured stays in the state, and a change or removal replaces the container', async () => {
    const privateState = recorded('cgroupns_mode');
    const before = { ...state, cgroupns_mode: 'host' };
    const planned = (mode?: string) => refreshAndPlan(container, before, { ...config, cgroupns_mode: mode ?? null }, { privateState });
    expect(await planned('host')).toMatchObject({ action: 'none', state: { cgroupns_mode: 'host' } });
    expect(await planned('private')).toMatchObject({ action: 'replace' });
    expect(await planned()).toMatchObject({ action: 'replace' });
  });

  test('that is configured for the first time, as the container has it, is no replacement', async () => {
    const planned = (mode: string) => refreshAndPlan(container, state, { ...config, cgroupns_mode: mode }, { privateState: recorded() });
    expect(await planned('host')).toMatchObject({ action: 'update' });
    expect(await planned('private')).toMatchObject({ action: 'replace' });
  });

  test('is planned as null for a new container, and not as known after apply', async () => {
    const session = new Session(provider as unknown as Provider);
    session.configuration = { status: 'unknown' };
    const request = { prior: null, config: fromModel(container.schema, config), priorPrivate: Buffer.alloc(0) };
    const { planned } = await planResource(session, container as AnyResource<unknown>, request, new Diagnostics());
    expect(planned).toMatchObject({ cgroupns_mode: null, ipc_mode: null, network_data: Unknown.PLAIN });
  });
});

describe('a network of kreuzwerker/docker', () => {
  const { attributes } = instanceOf('front');
  const config = { name: 'unset-front' };
  const chosen = { subnet: CHOSEN.Subnet, gateway: CHOSEN.Gateway };

  test('the subnet that the engine chose is no change', async () => {
    const { state, action } = await refreshAndPlan(network, attributes, config);
    expect([state.ipam_config, action]).toEqual([[], 'none']);
    // Terraform does not let a provider plan a block that is not configured.
    expect(await refreshAndPlan(network, attributes, config, { refresh: false })).toMatchObject({ action: 'update' });
  });

  test.each([
    ['of IPv6', { Subnet: 'fd5a:1:2:3::/64', Gateway: 'fd5a:1:2:3::1' }, undefined],
    ['from configured pools', { Subnet: '10.99.3.0/24', Gateway: '10.99.3.1' }, [{ Base: '10.99.0.0/16', Size: 24 }]],
  ])('a chosen subnet %s is no change', async (_, subnet, pools) => {
    const state = { ...attributes, ipam_config: [{ subnet: subnet.Subnet, gateway: subnet.Gateway, ip_range: '', aux_address: null }] };
    const engine = engineWith({ ofNetwork: networkAnswer(subnet), pools });
    expect(await refreshAndPlan(network, state, config, { engine })).toMatchObject({ action: 'none' });
  });

  test('naming the chosen subnet is no replacement, but naming another is', async () => {
    const planned = (block: object) => refreshAndPlan(network, attributes, { ...config, ipam_config: [block] });
    expect(await planned(chosen)).toMatchObject({ action: 'update' });
    expect(await planned({ subnet: chosen.subnet })).toMatchObject({ action: 'update' });
    expect(await planned({ subnet: '172.20.0.0/16' })).toMatchObject({ action: 'replace' });
  });

  test('a configured subnet stays in the state, and removing it replaces the network', async () => {
    const own = { Subnet: '10.213.9.0/24', Gateway: '10.213.9.1' };
    const state = { ...attributes, ipam_config: [{ subnet: own.Subnet, gateway: '', ip_range: '', aux_address: null }] };
    const engine = engineWith({ ofNetwork: networkAnswer(own) });
    const configured = { ...config, ipam_config: [{ subnet: own.Subnet }] };
    expect(await refreshAndPlan(network, state, configured, { engine })).toMatchObject({ action: 'none' });
    expect(await refreshAndPlan(network, state, config, { engine })).toMatchObject({ action: 'replace' });
  });

  test('once applied by this provider, a configured subnet counts even if the engine might have chosen it', async () => {
    const options = { privateState: recorded() };
    const configured = { ...config, ipam_config: [chosen] };
    const { state, action } = await refreshAndPlan(network, attributes, configured, options);
    expect([state.ipam_config, action]).toEqual([attributes.ipam_config, 'none']);
    expect(await refreshAndPlan(network, attributes, config, options)).toMatchObject({ action: 'replace' });
  });
});

describe('the way back', () => {
  interface Standard {
    readonly force_new?: boolean;
    readonly optional?: boolean;
    readonly computed?: boolean;
    readonly default?: unknown;
  }
  type Attributes = Readonly<Record<string, Standard>>;

  /** Whether the other provider's SDK reads a value as one that is not configured. */
  function isZero(value: unknown): boolean {
    const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
    return value === null || value === undefined || value === '' || value === 0 || value === false || isEmpty;
  }

  /** The attributes that replace the resource if the state has a value that is not configured. */
  function replacing(type: 'docker_container' | 'docker_network', state: object): string[] {
    return Object.entries(standard.resources[type].attributes as Attributes)
      .filter(([, { force_new: replaces, optional, computed }]) => replaces && optional && !computed)
      .filter(([name, { default: unset }]) => {
        const value = (state as Record<string, unknown>)[name];
        return !isZero(value) && value !== unset;
      }).map(([name]) => name);
  }

  test('kreuzwerker/docker has no reason to replace a container that leaves everything to the engine', async () => {
    const config = { name: 'fuzz-one', image: answers.container.Image };
    const desired = toModel(container.schema, applyDefaults(container.schema, fromModel(container.schema, config))) as ContainerModel;
    const { none: endpoint } = containerAnswer({}).NetworkSettings.Networks;
    const answer = { ...containerAnswer({ NetworkMode: 'default' }), NetworkSettings: { Ports: {}, Networks: { bridge: endpoint } } };
    const created = fromEngine(answer as never, { ...desired, network_mode: 'bridge' });
    const engine = engineWith({ ofContainer: answer });
    const { state } = await refreshAndPlan(container, { ...created, cgroupns_mode: null }, config, { engine });
    expect(replacing('docker_container', state)).toEqual([]);
    // The list finds what the rule is about.
    expect(replacing('docker_container', { ...state, cgroupns_mode: 'host' })).toEqual(['cgroupns_mode']);
  });

  test('kreuzwerker/docker has no reason to replace a network that leaves everything to the engine', async () => {
    const { state } = await refreshAndPlan(network, { id: 'one', name: 'unset-front', ipam_config: [] }, { name: 'unset-front' });
    expect(replacing('docker_network', state)).toEqual([]);
  });
});
