import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { indent } from '../../../diagnostics/program-output';
import { EngineError } from '../../../engine/errors';

export function nameTaken(name: string | null, error: EngineError): DiagnosticError {
  return new DiagnosticError({
    summary: `The name "${name}" is taken by another service`,
    detail: `The engine reports: ${error.engineMessage}\n\nChoose another name, remove that service (docker service rm ${name}), or `
      + 'import it '
      + 'with terraform import. With `create_before_destroy`, the name may belong to the service that is being replaced. In that case, '
      + 'remove '
      + '`create_before_destroy` or give the new service another name.',
    path: ['name'],
  });
}

export function goneMeanwhile(name: string | null): DiagnosticError {
  return new DiagnosticError({
    summary: `Service "${name}" is gone`,
    detail: 'Something else removed it during the apply. Apply again.',
  });
}

/** Somebody else changes the service all the time. */
export function alwaysChanged(name: string | null, attempts: number): DiagnosticError {
  return new DiagnosticError({
    summary: `Service "${name}" was changed by somebody else at the same time`,
    detail: `The provider has read the service and sent the change ${attempts} times, and each time it had a new version by then. Find `
      + 'out what '
      + 'else changes it (`docker service ps`, other pipelines), and apply again.',
  });
}

/** Why a service has not converged. */
export interface Trouble {
  /** What happened, as the rest of a summary: "was rolled back". */
  readonly what: string;
  /** What the swarm says, and what follows from it. */
  readonly reason: string;
  /** What to do next. */
  readonly advice: string;
}

/** The service does not run as configured. */
export function notConverged(
  name: string | null, { what, reason, advice }: Trouble, tasks: readonly string[], output: string,
): DiagnosticError {
  return new DiagnosticError({
    summary: `Service "${name}" ${what}`,
    detail: [
      reason,
      ...(tasks.length === 0 ? [] : [`Its tasks:\n${indent(tasks.join('\n'))}`]),
      ...(output === '' ? [] : [output]),
      advice,
    ].filter((part) => part !== '').join('\n\n'),
  });
}

/** The tasks of a removed service have not ended in time. */
export function tasksLeft(name: string | null, seconds: number, tasks: readonly string[]): DiagnosticError {
  return new DiagnosticError({
    summary: `Service "${name}" was removed, but not all of its tasks ended within ${seconds} s`,
    detail: `Still there:\n${indent(tasks.join('\n'))}\n\nTheir networks, secrets and volumes can't be removed before. Look at the nodes `
      + '(docker '
      + 'node ls), and destroy again. Or give the tasks more time: `timeouts.delete`.',
  });
}

type Warning = Omit<DiagnosticError['diagnostics'][number], 'severity'>;

/** Some tasks of a removed service are on nodes that are down. */
export function notSeen(name: string | null, nodes: readonly string[]): Warning {
  const [place, are] = nodes.length === 1 ? ['a node', 'is'] : ['nodes', 'are'];
  return {
    summary: `Service "${name}" was removed, but nobody knows of its tasks on ${place} that ${are} down`,
    detail: `Down: ${nodes.join(', ')}. Their containers may still run there. They end when the node is back, or remove the node from the `
      + 'swarm (docker node rm).',
  };
}

/** Containers of a job are on nodes whose engines the provider does not know. */
export function keptOnNodes(name: string | null, id: string, nodes: readonly string[]): Warning {
  return {
    summary: `Service "${name}" was removed, but other nodes keep the stopped containers of its tasks`,
    detail: `On: ${nodes.join(', ')}. The swarm does not remove them, and they keep their volumes in use. To remove them, run on each of `
      + `these nodes: docker container prune --filter label=com.docker.swarm.service.id=${id}`,
  };
}

/** A service of each node has no task, which is how it is configured as long as no node fits. */
export function onNoNode(name: string | null): Warning {
  return {
    summary: `Service "${name}" runs on no node`,
    detail: 'It runs one task on each node, and no active node meets its `placement`. It will run on a node as soon as one does. '
      + 'Otherwise, correct `placement`, or the labels and the availability of the nodes (docker node ls).',
    path: ['task_spec', 0, 'placement'],
  };
}

/** An attribute needs a newer engine. */
export function needsApi(
  attribute: string, api: string, release: string, actual: string, path: readonly string[],
): Warning {
  return {
    summary: `This engine does not support \`${attribute}\``,
    detail: `It uses API version ${actual}, and the attribute needs ${api} (Docker Engine ${release}). Remove the attribute, or upgrade `
      + 'the engine.',
    path,
  };
}
