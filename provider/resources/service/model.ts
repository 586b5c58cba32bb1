import { asKnown, Part, putAll, readAll, Values } from './fields/field';
import { isPinned } from './fields/process';
import { specFields } from './fields/service';
import { ServiceModel } from './schema';
import { Service, ServiceSpec } from '../../engine/swarm/services';

/** The networks that a configuration names, by id. */
export type NetworkNames = ReadonlyMap<string, string>;

/** Returns the specification of a service: the current one with what the model says. Attributes that the schema lacks stay as they are. */
export function toSpec(model: ServiceModel, current: ServiceSpec = {}): ServiceSpec {
  const part = structuredClone(current) as Part;
  part.Name = model.name;
  // The engine moves them to the template.
  const networks = part.Networks as unknown[] | undefined;
  delete part.Networks;
  if (networks?.length) part.TaskTemplate = { Networks: networks, ...part.TaskTemplate as Part };
  return putAll(specFields, part, model) as ServiceSpec;
}

/** Whether two specifications mean the same. */
export function valuesOf(spec: ServiceSpec): Values {
  return readAll(specFields, spec as Part);
}

/**
 * Converts the engine's answer to a state.
 *
 * @param known  the desired or prior state. Values that mean the same are reported as in it. @default - an import
 * @param names  the names that it has for networks. @default - it has their ids
 */
export function fromEngine(service: Service, known?: ServiceModel, names: NetworkNames = new Map()): ServiceModel {
  const actual = withNames(withChosenPorts(valuesOf(service.Spec), service), names);
  const values = asKnown(specFields, withoutLookedUp(actual, known), known ?? {});
  const status = service.ServiceStatus;
  return {
    ...values,
    id: service.ID,
    name: service.Spec.Name ?? '',
    wait: known?.wait ?? true,
    auth: known?.auth ?? [],
    isolation_policy: known?.isolation_policy ?? null,
    isolation_exemptions: known?.isolation_exemptions ?? null,
    node_defaults: known?.node_defaults ?? [],
    converge_config: known?.converge_config ?? [],
    timeouts: known?.timeouts ?? null,
    update_state: service.UpdateStatus?.State ?? '',
    update_message: service.UpdateStatus?.Message ?? '',
    running_tasks: status?.RunningTasks ?? 0,
    desired_tasks: status?.DesiredTasks ?? 0,
    completed_tasks: status?.CompletedTasks ?? 0,
    virtual_ips: (service.Endpoint?.VirtualIPs ?? []).map(
      ({ NetworkID: id, Addr: address }) => ({ network_id: id ?? '', address: address ?? '' }),
    ),
  } as unknown as ServiceModel;
}

/** Changes the first block of some kind, if there is one. */
function within(values: Values, name: string, change: (block: Values) => Values): Values {
  const [block] = (values[name] ?? []) as readonly Values[];
  return block === undefined ? values : { ...values, [name]: [change(block)] };
}

/** Adds the ports that the swarm chose, which are not in the specification. */
function withChosenPorts(values: Values, { Endpoint: endpoint }: Service): Values {
  return within(values, 'endpoint_spec', (spec) => ({
    ...spec,
    ports: (spec.ports as readonly Values[]).map((port) => {
      const chosen = (endpoint?.Ports ?? []).find((one) => one.TargetPort === port.target_port && one.PublishMode === port.publish_mode
        && one.Protocol === port.protocol && (one.Name ?? '') === port.name && Boolean(one.PublishedPort));
      return port.published_port === null ? { ...port, published_port: chosen?.PublishedPort ?? null } : port;
    }),
  }));
}

/** Replaces the ids of networks by the names that the configuration has for them. */
function withNames(values: Values, names: NetworkNames): Values {
  return within(values, 'task_spec', (task) => ({
    ...task,
    networks_advanced: (task.networks_advanced as readonly Values[]).map((network) => (
      { ...network, name: names.get(String(network.name)) ?? network.name })),
  }));
}

/** Removes the platforms that Docker's command line added when it looked up the digest of the image. */
function withoutLookedUp(values: Values, known: ServiceModel | undefined): Values {
  const imageOf = (task: Values) => (task.container_spec as readonly Values[])[0]!.image;
  return within(values, 'task_spec', (task) => {
    const before = known?.task_spec[0];
    const wasConfigured = ((before?.placement as readonly Values[] | undefined)?.[0]?.platforms as readonly unknown[] | undefined)?.length;
    const isLookedUp = before === undefined ? String(imageOf(task)).includes('@sha256:') : isPinned(imageOf(before), imageOf(task));
    if (wasConfigured || !isLookedUp) return task;
    const placement = within(task, 'placement', (each) => ({ ...each, platforms: [] }));
    return { ...placement, placement: (placement.placement as readonly Values[]).filter((each) => !isEmpty(each)) };
  });
}

/** Whether a block of placement says nothing. */
function isEmpty({ constraints, prefs, max_replicas: most, platforms }: Values): boolean {
  return most === 0 && [constraints, prefs, platforms].every((list) => (list as readonly unknown[]).length === 0);
}

/** The blocks that another provider stores although nobody configured them. */
const COMPUTED = ['mode', 'endpoint_spec'] as const;
const COMPUTED_OF_TASKS = ['placement', 'resources', 'restart_policy'] as const;
const COMPUTED_OF_CONTAINERS = ['dns_config'] as const;

/** Removes the blocks of a state of another provider that say nothing but the defaults: it stores them although nobody configured them. */
export function withoutDefaults(model: ServiceModel): ServiceModel {
  const plain = (values: Values, names: readonly string[], canonical: Values) => ({
    ...values,
    ...Object.fromEntries(
      names.filter((name) => (canonical[name] as readonly unknown[]).length === 0).map((name) => [name, []]),
    ),
  });
  const canonical = valuesOf(toSpec(model));
  const [task] = canonical.task_spec as readonly Values[];
  const [container] = task!.container_spec as readonly Values[];
  return within(plain(model, COMPUTED, canonical), 'task_spec', (each) => (
    within(
      plain(each, COMPUTED_OF_TASKS, task!), 'container_spec', (one) => plain(one, COMPUTED_OF_CONTAINERS, container!),
    ))) as ServiceModel;
}
