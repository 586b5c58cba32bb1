import { blocksOf, isUnknown } from '../../private/expressions';
import { containerOfTask, describeTask } from '../../shared/controls/task';

type Attributes = { readonly [name: string]: unknown };

/** The tasks of a service. */
export interface TaskCount {
  /** How many there are: on each node, if they are on each. */
  readonly count: number;
  /** How many there are at most, while the service is updated. */
  readonly peak: number;
  readonly areOnEachNode: boolean;
  /** Whether the numbers are known before Terraform runs. Otherwise, they are those of the default. */
  readonly areKnown: boolean;
}

/** Returns the number of tasks of a `docker_service`, as far as it is known. */
export function tasksOf({ mode, update_config: update }: Attributes): TaskCount {
  const [kind = {}] = blocksOf(mode);
  const [replicated = {}] = blocksOf(kind.replicated);
  const [job = {}] = blocksOf(kind.replicated_job);
  const areOnEachNode = kind.global === true || kind.global_job === true;
  const given = replicated.replicas ?? job.max_concurrent ?? 1;
  const areKnown = [mode, ...Object.values(kind), given].every((value) => !isUnknown(value)) && numberOf(given) !== undefined;
  const count = areOnEachNode ? 1 : numberOf(given) ?? 1;
  const [{ order, parallelism } = {} as Attributes] = blocksOf(update);
  const startsFirst = order === 'start-first' || isUnknown(order);
  // Zero is all of them at once.
  const more = numberOf(parallelism ?? 1) ?? 0;
  return { count, peak: startsFirst ? count + Math.min(more === 0 ? count : more, count) : count, areOnEachNode, areKnown };
}

/** Returns the attributes of a `docker_service` as those of a container, as far as a virtual container host has rules for them. */
export function taskAsContainer(service: Attributes): Attributes {
  const [endpoint = {}] = blocksOf(service.endpoint_spec);
  return {
    ...describeTask(service, isUnknown),
    name: service.name,
    image: containerOfTask(service, isUnknown).image,
    ports: isUnknown(endpoint.ports) ? endpoint.ports : blocksOf(endpoint.ports)
      .map(({ target_port: internal, published_port: external }) => ({ internal, external })),
  };
}

/** Returns how many times Terraform makes a resource, or undefined if that is not known before it runs. */
export function timesOf({ count, for_each: each }: Attributes): number | undefined {
  if (isUnknown(count) || isUnknown(each)) return undefined;
  return typeof each === 'object' && each !== null ? Object.keys(each).length : numberOf(count ?? 1);
}

/** Returns a number, also one that is written as text, as Terraform reads it. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && !isUnknown(value) ? number : undefined;
}
