import { TerraformDataSource } from 'cdktf';
import { Construct } from 'constructs';
import { INetwork } from './i-network';
import { NetworkLevel } from './network-level';
import { IContainerHost, checkStack } from '../engine/i-container-host';
import { JoinedNetworkModel } from '../model/network';
import { throwIfAny } from '../private/berth-error';
import { requireProps } from '../private/check-props';

/**
 * Properties of a network that exists on the engine.
 */
export interface ExistingNetworkProps {
  /**
   * The host of the network.
   */
  readonly host: IContainerHost;

  /**
   * The name of the network on the engine. If the engine has no such network, the plan fails.
   */
  readonly name: string;

  /**
   * The traffic that the network allows, as far as you know: whoever created the network decides. A container with published ports or
   * with `allowInternet()` gets another network if this one does not allow that.
   *
   * @default NetworkLevel.OPEN
   */
  readonly level?: NetworkLevel;
}

/** A network that exists on the engine. The stack neither changes nor removes it. */
export class ExistingNetwork extends Construct implements INetwork {
  public readonly host: IContainerHost;
  public readonly name: string;
  public readonly networkId: string;
  public readonly level: NetworkLevel;
  public readonly resource: TerraformDataSource;
  public readonly _model: JoinedNetworkModel;

  constructor(scope: Construct, id: string, props: ExistingNetworkProps) {
    super(scope, id);
    requireProps('ExistingNetworkProps', props, this);
    const { host, name: known, level = NetworkLevel.OPEN } = props;
    throwIfAny(checkStack(host, 'A network', this), this);
    this.host = host;
    this.level = level;
    this._model = { traffic: level._allows, joinedWhileRunning: true };
    const { resource, name, id: networkId } = host._placement.target.findNetwork(this, known);
    this.resource = resource;
    this.name = name;
    this.networkId = networkId;
  }
}
