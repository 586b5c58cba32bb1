import { TerraformProvider, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { hostOfAnotherStack } from './errors';
import { Placement } from './placement';
import { Backend } from '../backend/backend';
import { BerthError } from '../private/berth-error';

/**
 * A host for containers: a Docker Engine or a part of one.
 *
 * Only this package can implement it, since what it tells about its engine is internal. To make another kind of host, extend
 * `ContainerHost`.
 */
export interface IContainerHost extends IConstruct {
  /**
   * The host name or IP address at which published ports answer, as seen from the machine that runs Terraform.
   */
  readonly address: string;

  /**
   * The back end that applies the resources on this host.
   */
  readonly backend: Backend;

  /**
   * The Terraform provider of this host, the escape hatch for resources without a construct. Pass it to them as `provider`.
   */
  readonly provider: TerraformProvider;

  /** @internal */
  readonly _placement: Placement;
}

/** Checks that a construct is in the stack of its host. */
export function checkStack(host: IContainerHost, what: string, construct: IConstruct): BerthError[] {
  const stack = TerraformStack.of(construct);
  return stack === host._placement.stack ? [] : [hostOfAnotherStack(what, host.node.path, stack.node.id)];
}
