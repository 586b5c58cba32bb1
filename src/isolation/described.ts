import { ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { Token, TerraformResource } from 'cdktf';
import { OBSERVED_ATTRIBUTES, DescribedContainer } from '../shared/controls/observe';

const CONTAINER = 'docker_container';
const SERVICE = 'docker_service';

/** In place of blocks that Terraform itself writes out, by a `dynamic` block. */
const WRITTEN_LATER = '${dynamic}';

// A token of cdktf looks like one, too. Doubled, the sign stands for itself.
const EXPRESSION = /(^|[^$])(\$\$)*[$%&#]\{/;

// The attributes that matter here, with their names in the bindings.
const PROPS = OBSERVED_ATTRIBUTES.map((name) => [name, camelCase(name)] as const);

const MEBIBYTE = 1_024 * 1_024;

export function isContainer(resource: TerraformResource): boolean {
  return resource.terraformResourceType === CONTAINER;
}

export function isService(resource: TerraformResource): boolean {
  return resource.terraformResourceType === SERVICE;
}

/** A container as it is configured, and with the attributes that no binding has. */
export function describeConfig(config: Partial<ContainerConfig>, ownAttributes: Record<string, unknown>): DescribedContainer {
  const given = config as Record<string, unknown>;
  const described = Object.fromEntries(PROPS.map(([attribute, prop]) => [attribute, ownAttributes[attribute] ?? given[prop]]));
  return { ...described, mounts: blocksOf(config.mounts).map(snakeCased), devices: blocksOf(config.devices).map(snakeCased) };
}

/** A resource as it will be synthesized, overrides and all, in the words of `docker_container`. */
export function describeResource(resource: TerraformResource): DescribedContainer {
  const attributes = attributesOf(resource);
  return isService(resource) ? asContainer(attributes) : attributes;
}

/** Whether a value is known only when Terraform applies: a token of cdktf, or an expression that was written by hand. */
export function isUnknown(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('{') && EXPRESSION.test(value);
  return Token.isUnresolved(value);
}

/** The elements of repeated blocks, or the only one, so far as they are written here. */
export function blocksOf(value: unknown): Array<Record<string, unknown>> {
  if (value === undefined || value === null || isUnknown(value)) return [];
  return (Array.isArray(value) ? value : [value]).filter((each) => !isUnknown(each));
}

function attributesOf(resource: TerraformResource): Record<string, unknown> {
  const named: Record<string, Record<string, unknown>> = resource.toTerraform().resource?.[resource.terraformResourceType] ?? {};
  const { dynamic = {}, ...attributes } = named[resource.friendlyUniqueId] ?? {};
  return { ...attributes, ...Object.fromEntries(Object.keys(dynamic as object).map((name) => [name, WRITTEN_LATER])) };
}

/** A service's tasks in the words of a container. Swarm gives each its own namespaces, devices to none, and has no privileged ones. */
function asContainer({ task_spec: spec, labels }: Record<string, unknown>): DescribedContainer {
  const [task = {}] = blocksOf(spec);
  const [container = {}] = blocksOf(task.container_spec);
  const [resources = {}] = blocksOf(task.resources);
  const [limits = {}] = blocksOf(resources.limits);
  const networks = blocksOf(task.networks_advanced).map(({ name }) => name);
  return {
    labels,
    capabilities: { add: container.cap_add, drop: container.cap_drop },
    user: container.user,
    read_only: container.read_only,
    mounts: container.mounts,
    sysctls: container.sysctl,
    network_mode: networks.find((name) => name === 'host'),
    ipc_mode: 'private',
    memory: scaled(limits.memory_bytes, MEBIBYTE),
    cpus: scaled(limits.nano_cpus, 1e9),
  };
}

function scaled(amount: unknown, unit: number): unknown {
  return typeof amount === 'number' && !isUnknown(amount) ? amount / unit : amount;
}

function snakeCased(block: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(block).map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]));
}

function camelCase(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
