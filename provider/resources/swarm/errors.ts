import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { Membership } from '../../engine/swarm/membership';
import { listed } from '../shared/listed';

/** The engine is in a swarm already, and a new one would end its part in that. */
export function alreadyInSwarm({ endpoint }: Engine, membership: Membership): DiagnosticError {
  const { Cluster: swarm, ControlAvailable: isManager, LocalNodeState: state } = membership;
  return new DiagnosticError({
    summary: `The engine at ${endpoint.address} is already part of a swarm`,
    detail: isManager === true
      ? `It is a manager of the swarm ${swarm?.ID ?? ''}. To manage this swarm, import it: terraform import ADDRESS ${swarm?.ID ?? 'ID'}. `
        + 'To make a new one, take the engine out of it first: docker swarm leave --force, which ends the swarm if this is its last '
        + 'manager.'
      : `Its state there is "${state}", and it is no manager that answers. A worker is managed with \`docker_swarm_node\`. To make a new `
        + 'swarm, take the engine out of this one first: docker swarm leave.',
  });
}

/** The engine was moved to another swarm. */
export function inAnotherSwarm({ endpoint }: Engine, expected: string, found: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The engine at ${endpoint.address} is in another swarm`,
    detail: `The state has the swarm ${expected}, and the engine is a manager of ${found}. Nothing was changed. Take the engine out of `
      + 'that swarm (docker swarm leave --force), and the next apply makes a new one. Or manage that one: terraform state rm ADDRESS, and '
      + `then terraform import ADDRESS ${found}.`,
  });
}

/** The engine is in a swarm, but can't be asked about it. */
export function noManager({ endpoint }: Engine, { LocalNodeState: state, Error: reason = '' }: Membership): DiagnosticError {
  const advice = state === 'locked' ? 'Enter the unlock key there: docker swarm unlock.'
    : state === 'active' ? 'It is a worker. Promote it on a manager (docker node promote), or manage the swarm through another manager.'
      : 'Wait until it has joined its swarm, or find out in its log why it can\'t.';
  return new DiagnosticError({
    summary: `The engine at ${endpoint.address} is no manager of its swarm`,
    detail: `Its state in the swarm is "${state}"${reason === '' ? '' : `, and it reports: ${reason}`}. ${advice}`,
  });
}

/** A destroy would end what others use. */
export function stillUsed(id: string, nodes: readonly string[], services: readonly string[]): DiagnosticError {
  return new DiagnosticError({
    summary: `The swarm ${id} is still in use, and was kept`,
    detail: [
      ...nodes.length === 0 ? [] : [`Other nodes: ${listed(nodes)}.`],
      ...services.length === 0 ? [] : [`Services: ${listed(services)}.`],
      'Remove them first: with the resources that made them, which refer to the swarm so that Terraform destroys them before it, or by '
      + 'hand (docker service rm; docker swarm leave on the node, and docker node rm). With `force_destroy = true`, applied before the '
      + 'destroy, the engine leaves nevertheless.',
    ].join('\n\n'),
  });
}

/** Not all nodes have certificates of the new authority. */
export function rotationNotEnded(seconds: number | undefined, lacking: readonly string[]): DiagnosticError {
  const what = lacking.length === 0 ? 'The managers have not ended the rotation' : `These lack it: ${listed(lacking)}`;
  const when = seconds === undefined ? ', and they are down.' : `, after ${seconds} s, which \`timeouts.update\` limits.`;
  return new DiagnosticError({
    summary: 'Not all nodes have a certificate of the new authority',
    detail: `${what}${when} The rotation goes on, and ends when all nodes are back, or those that are down are removed (docker node rm). `
      + 'The next apply does not start it again.',
    path: ['rotate_ca'],
  });
}
