import { NetworkModel } from './schema';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { EngineError, isConflict } from '../../engine/errors';
import { inspectNetwork } from '../../engine/inspect';
import { nameTaken } from '../shared/errors';

/** The message of an engine for a network on the bridge of another one, whose id it names (moby, libnetwork, bridge_linux.go). */
const SAME_BRIDGE = /conflicts with network (\S+) \((.*)\): networks have same bridge name/;

/** The messages for a subnet that overlaps with that of another network. */
const SAME_SUBNET = /pool overlaps with other one|networks have overlapping IPv/i;

/** Explains why the engine refused to create a network. Returns errors that it does not recognize unchanged. */
export async function creationFailed(engine: Engine, error: unknown, { name }: NetworkModel): Promise<unknown> {
  if (!(error instanceof EngineError)) return error;
  const { engineMessage: message } = error;
  if (isConflict(error)) return nameTaken('network', name!, error);
  const [, other, bridge] = SAME_BRIDGE.exec(message) ?? [];
  if (bridge !== undefined) return bridgeTaken(name!, bridge, await nameOf(engine, other!), message);
  return SAME_SUBNET.test(message) ? subnetTaken(name!, message) : error;
}

/** Another apply created a network of the same name at the same time. @param outcome  what became of this one */
export function createdTwice(name: string, outcome: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The name "${name}" is taken by another network`,
    detail: `Another apply created a network of this name at the same time. This network is not used. ${outcome} Choose another name, or `
      + 'apply again: if the other apply gave its network up as well, the name is free.',
    path: ['name'],
  });
}

/** Returns the name of a network, or its id if the engine does not report it. */
async function nameOf(engine: Engine, id: string): Promise<string> {
  return (await inspectNetwork(engine, id).catch(() => undefined))?.Name ?? id;
}

function bridgeTaken(name: string, bridge: string, other: string, message: string): DiagnosticError {
  return new DiagnosticError({
    summary: `Could not create network "${name}": the bridge "${bridge}" is that of the network "${other}"`,
    detail: `The engine reports: ${message}\n\nSet another name in the option \`com.docker.network.bridge.name\`, or leave it out: the `
      + 'engine then makes a bridge. If the other network is not needed any more, remove it first. With `create_before_destroy`, it may be '
      + 'the network that is being replaced: then remove `create_before_destroy`.',
    path: ['options'],
  });
}

function subnetTaken(name: string, message: string): DiagnosticError {
  return new DiagnosticError({
    summary: `Could not create network "${name}": its subnet overlaps with that of another network`,
    detail: `The engine reports: ${message}\n\nSet another \`subnet\` in \`ipam_config\`, or leave it out: the engine then chooses a free `
      + 'one. This shows the subnets in use: docker network inspect $(docker network ls -q). With `create_before_destroy`, it may be that '
      + 'of the network that is being replaced: then remove `create_before_destroy`.',
    path: ['ipam_config'],
  });
}
