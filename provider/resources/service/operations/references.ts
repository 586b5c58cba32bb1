import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { inspectNetwork } from '../../../engine/inspect';
import { inspectObject, SwarmObject } from '../../../engine/swarm/objects';
import { Service } from '../../../engine/swarm/services';
import { Values } from '../fields/field';
import { NetworkNames } from '../model';
import { containerOf, ServiceModel } from '../schema';

/** Returns the model with what the engine requires: the ids of networks, and the names of secrets and configurations. */
export async function withReferences(engine: Engine, model: ServiceModel): Promise<ServiceModel> {
  const [task] = model.task_spec;
  const container = containerOf(model);
  const [networks, secrets, configs] = await Promise.all([
    Promise.all(
      (task!.networks_advanced as readonly Values[]).map(async (each) => ({ ...each, name: await networkId(engine, String(each.name)) })),
    ),
    named(engine, container, 'secret'),
    named(engine, container, 'config'),
  ]);
  return { ...model, task_spec: [{ ...task, networks_advanced: networks, container_spec: [{ ...container, secrets, configs }] }] };
}

async function networkId(engine: Engine, name: string): Promise<string> {
  const found = await inspectNetwork(engine, name);
  if (found !== undefined) return found.Id;
  throw new DiagnosticError({
    summary: `There is no network "${name}"`,
    detail: 'A service needs an overlay network of the swarm. Refer to a docker_network (docker_network.<name>.id), so that Terraform '
      + 'creates it '
      + 'first, or correct the name.',
    path: ['task_spec', 0, 'networks_advanced'],
  });
}

/** Adds the names of secrets or configurations that only have ids: the engine requires both. */
function named(engine: Engine, container: Values, kind: 'secret' | 'config'): Promise<readonly Values[]> {
  return Promise.all(((container[`${kind}s`] ?? []) as readonly Values[]).map(async (each) => {
    const [id, name] = [String(each[`${kind}_id`]), each[`${kind}_name`]];
    return name ? each : { ...each, [`${kind}_name`]: await nameOf(engine, kind, id) };
  }));
}

async function nameOf(engine: Engine, kind: 'secret' | 'config', id: string): Promise<string> {
  const found = await inspectObject<SwarmObject>(engine, `${kind}s`, id);
  // The engine also takes a name, or the beginning of an id.
  if (found?.ID === id) return found.Spec.Name ?? '';
  const what = kind === 'secret' ? 'secret' : 'configuration';
  throw new DiagnosticError({
    summary: `There is no ${what} with the id "${id}"`,
    detail: `\`${kind}_id\` is the id of a ${what} of the swarm, not its name. Refer to docker_${kind}.<name>.id, or see \`docker ${kind} `
      + 'ls`.',
    path: ['task_spec', 0, 'container_spec', 0, `${kind}s`],
  });
}

/** Returns the names that a configuration has for networks, by id. A network that it has by id, or not at all, has none. */
export async function networkNames(
  engine: Engine, { Spec: { TaskTemplate: template } }: Service, known: ServiceModel,
): Promise<NetworkNames> {
  const ids = ((template?.Networks ?? []) as readonly { readonly Target?: string }[]).map(({ Target: id }) => id);
  const configured = (known.task_spec[0]?.networks_advanced as readonly Values[]).map((each) => String(each.name));
  const names = configured.filter((name) => !ids.includes(name));
  const found = await Promise.all(names.map(async (name) => [(await inspectNetwork(engine, name))?.Id ?? '', name] as const));
  return new Map(found);
}
