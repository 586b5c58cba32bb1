import { IConstruct } from 'constructs';
import { NetworkLevel } from './network-level';
import { IContainerHost } from '../engine/i-container-host';
import { JoinedNetworkModel } from '../model/network';

/**
 * A network that containers can join: a `Network` of the stack, or one that exists on the engine.
 */
export interface INetwork extends IConstruct {
  /**
   * The host of the network.
   */
  readonly host: IContainerHost;

  /**
   * The name of the network on the engine. A token.
   */
  readonly name: string;

  /**
   * The id of the network on the engine. A token.
   */
  readonly networkId: string;

  /**
   * The traffic that the network allows.
   */
  readonly level: NetworkLevel;

  /** @internal */
  readonly _model: JoinedNetworkModel;
}
