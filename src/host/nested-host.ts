import { posix } from 'node:path';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ContainerHost } from './container-host';
import { socketFolderTaken } from './errors';
import { checkEngineMemory } from './nested/engine-memory';
import { checkEngineSettings } from './nested/engine-settings';
import { NestedEngine } from './nested/nested-engine';
import { NestedHostProps } from './nested-host-props';
import { BerthError, throwIfAny } from '../private/berth-error';
import { requireProps } from '../private/check-props';
import { isKnown } from '../private/tokens';
import { Container } from '../workload/container/container';
import { Port } from '../workload/container/networking/port';
import { Network } from '../workload/network';

/** Not the default of other hosts, whose networks the engine's container is in. */
const ADDRESS_RANGE = '10.96.0.0/11';

/**
 * A host whose engine runs in a container on another host. One apply creates the engine and fills it, and destroying it removes all that
 * was in it.
 *
 * The engine is not privileged: it has the capabilities that it needs to start containers, and the system calls for that. It has its
 * data on a volume of its own, and a limit of memory and processors for all its containers together. By default, Terraform reaches it over
 * TLS with certificates that the provider issues, and renews 90 days before they end. The keys are in Terraform's state.
 *
 * Root of the engine is an ordinary user of the machine: the outer engine has to remap users. A second container, the delegate, gives the
 * engine its control groups, so that it can limit its containers. `hostRoot: true` does without both.
 *
 * Its containers are exempt from controls of isolation policies, which the plan shows with the reason. Under a policy that is stricter
 * than `BASELINE`, exempt them from further controls with a policy of their own around them. It needs `Backend.BERTH`.
 *
 * @example
 * const machine = ContainerHost.fromEnvironment(stack, 'machine');
 * const tenant = new NestedHost(stack, 'tenant', {
 *   host: machine,
 *   image: BaseImage.fromRegistry('registry.example.com/engine:1'),
 *   memory: Size.gibibytes(4),
 * });
 * tenant.addContainer('web', { image: BaseImage.fromRegistry('nginx:1.27') });
 */
export class NestedHost extends ContainerHost {
  /**
   * The container of the engine, on the outer host. Containers of the outer host that are connected to it reach the ports that containers
   * in the engine publish on "0.0.0.0", by its name.
   */
  public readonly engine: Container;

  /**
   * @param scope the scope of the host
   * @param id the id in the scope
   * @param props the outer host, the image of the engine, and the options of the host
   */
  constructor(scope: Construct, id: string, props: NestedHostProps) {
    const { addressRange = ADDRESS_RANGE, exemptions, filtersIpv6, isolation, sharedFolders } = props;
    requireProps('NestedHostProps', props);
    throwIfAny([...checkEngineMemory(props), ...checkEngineSettings(props), ...checkSocketFolder(scope, props)], scope);
    const { endpoint, container } = new NestedEngine(scope, `${id}Engine`, props);
    super(scope, id, { addressRange, exemptions, filtersIpv6, isolation, sharedFolders, endpoint });
    this.engine = container;
  }

  /**
   * Gives the engine an address for other engines on its host, and the name of a machine.
   *
   * @internal
   */
  public _joinNodes(name: string, network: Network, address: string): void {
    this.engine.connectTo(network, { ipv4Address: address });
    this.engine._model.hostname ??= name;
  }

  /** @internal */
  public _addressFor(client: Container, ports: Port): string {
    if (client.host !== this.engine.host) return super._addressFor(client, ports);
    client.connections.allowTo(this.engine, ports);
    return this.engine.name;
  }
}

/** The folders of the sockets of nested hosts, by stack. */
const socketFolders = new WeakMap<TerraformStack, Set<string>>();

/** Returns an error if another nested host has its socket in the same folder: one of them would answer for both. */
function checkSocketFolder(scope: Construct, { access }: NestedHostProps): BerthError[] {
  const folder = access?._folder;
  if (!isKnown(folder)) return [];
  const stack = TerraformStack.of(scope);
  const folders = socketFolders.get(stack) ?? new Set();
  socketFolders.set(stack, folders);
  const path = posix.normalize(`${folder}/`);
  if (folders.has(path)) return [socketFolderTaken(folder)];
  folders.add(path);
  return [];
}
