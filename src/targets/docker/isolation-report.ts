import { TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Isolation, IsolationContainer } from './generated/isolation';
import { addressOfResource } from './resources';
import { IsolationReportModel } from '../../model/isolation-report';
import { describeContainer, isContainer } from '../raw/docker';
import { Rendered } from '../target';

/** Adds a `docker_isolation` for all containers that the stack has with a provider, whether or not a construct of Berth made them. */
export function addIsolationReport(scope: Construct, model: IsolationReportModel, provider: TerraformProvider | undefined): Rendered {
  const stack = TerraformStack.of(scope);
  const containers = () => stack.node.findAll().filter((node): node is TerraformResource =>
    TerraformResource.isTerraformResource(node) && isContainer(node) && node.provider === provider
    && node.count === undefined && node.forEach === undefined);
  const resource = new Isolation(scope, 'Resource', {
    provider,
    attributes: () => ({ ...model, container: containers().map(attested) }),
    // An attestation holds for the containers of its time, so a change of a container triggers a new one.
    metaArguments: () => ({ lifecycle: { replaceTriggeredBy: containers().map(addressOfResource) } }),
  });
  return { resource, name: resource.friendlyUniqueId, id: resource.getStringAttribute('id') };
}

function attested(container: TerraformResource): IsolationContainer {
  const { name, isolation_policy: policy } = describeContainer(container);
  return { id: container.getStringAttribute('id'), name, isolation_policy: policy } as IsolationContainer;
}
