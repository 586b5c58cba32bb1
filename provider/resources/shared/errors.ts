import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { EngineError } from '../../engine/errors';

/** A kind of object whose name is unique on an engine, or in its swarm. */
export type NamedKind = 'config' | 'container' | 'network' | 'plugin' | 'secret' | 'volume';

/** Another object of the same kind already has the name. */
export function nameTaken(kind: NamedKind, name: string, error?: EngineError): DiagnosticError {
  const command = `docker ${kind === 'container' ? '' : `${kind} `}rm ${name}`;
  return new DiagnosticError({
    summary: `The name "${name}" is taken by another ${kind}`,
    detail: [
      ...(error === undefined ? [] : [`The engine reports: ${error.engineMessage}`]),
      `Choose another name, remove that ${kind}${kind === 'volume' ? ' and its data' : ''} (${command}), `
      + 'or import it with terraform import. '
      + `With \`create_before_destroy\`, the name may belong to the ${kind} that is being replaced. `
      + `In that case, remove \`create_before_destroy\` or give the new ${kind} another name.`,
    ].join('\n\n'),
    path: ['name'],
  });
}

/** A container of another virtual container host already has the name. */
export function nameTakenByOthers(name: string, owner: string | undefined, error: EngineError): DiagnosticError {
  return new DiagnosticError({
    summary: `The name "${name}" is taken by a container of others`,
    detail: `The engine reports: ${error.engineMessage}\n\nThat container ${owner === undefined ? 'is of no virtual container host'
      : `is of the virtual container host "${owner}"`}, and was left as it is. Choose another name.`,
    path: ['name'],
  });
}

/** Containers that have the names of clones of one set belong to several virtual container hosts. */
export function clonesOfSeveralHosts(set: string, owners: ReadonlyArray<string | undefined>): DiagnosticError {
  const names = owners.map((owner) => (owner === undefined ? 'none' : `"${owner}"`));
  return new DiagnosticError({
    summary: `The containers "${set}-0", "${set}-1" and so on belong to ${owners.length} virtual container hosts`,
    detail: `They have no labels of a set, or of different ones, and are of ${names.join(', ')} by their label "${VIRTUAL_HOST_LABEL}". `
      + 'Only those of one can be clones of one set. Rename those that are no clones, or give the set another name.',
  });
}

/** The object was created, but did not exist any more when it was read. */
export function goneAfterCreation(kind: 'Network' | 'Volume', name: string): DiagnosticError {
  return new DiagnosticError({
    summary: `${kind} "${name}" is gone`,
    detail: 'Something else removed it right after it was created. Apply again.',
  });
}

/** The engine refused to remove a volume that containers use. */
export function volumeInUse(name: string, containers: readonly string[], error: EngineError): DiagnosticError {
  return new DiagnosticError({
    summary: `Volume "${name}" is still in use, and was not removed`,
    detail: [
      ...(containers.length === 0 ? [] : [`Used by: ${containers.join(', ')}.`]),
      `The engine reports: ${error.engineMessage}`,
      'Remove those containers first. Terraform destroys a container before its volume if the container refers to the volume '
      + '(docker_volume.<name>.name).',
    ].join('\n\n'),
  });
}

/** The engine refused to remove a network that containers are connected to. */
export function networkInUse(name: string | null, containers: readonly string[], error: EngineError): DiagnosticError {
  return new DiagnosticError({
    summary: `Network "${name}" is still in use`,
    detail: [
      `Connected to it: ${containers.join(', ')}.`,
      `The engine reports: ${error.engineMessage}`,
      'Disconnect those containers (docker network disconnect), or destroy them first. '
      + 'Terraform destroys a container before its network if the container refers to the network (docker_network.<name>.name), '
      + 'and replaces it with the network if its lifecycle.replace_triggered_by lists the network.',
    ].join('\n\n'),
  });
}

/** The engine refused to remove a network although it lists no container in it: see `network-turn.ts`. */
export function networkMiscounted(name: string | null, error: EngineError): DiagnosticError {
  return new DiagnosticError({
    summary: `Network "${name}" is still in use, but the engine lists no container in it`,
    detail: [
      `The engine reports: ${error.engineMessage}`,
      'The engine counts a connection that no longer exists. Restart it, which makes it count again. Then destroy again.',
    ].join('\n\n'),
  });
}
