import { TerraformResource, TerraformStack } from 'cdktf';
import { joinsAnotherHost } from './errors';
import { BerthError } from '../private/berth-error';
import { attributesOf, isContainer } from '../targets/raw/docker';
import { joinedElsewhere } from '../targets/raw/joined-namespaces';

/** Returns an error for each namespace of a container, as it will be synthesized, that is to be that of a container on another host. */
export function joinedHostProblems(resource: TerraformResource): BerthError[] {
  if (!isContainer(resource)) return [];
  return joinedElsewhere(attributesOf(resource), TerraformStack.of(resource), attributesOf)
    .map(({ attribute, owner }) => joinsAnotherHost(attribute, owner.node.path));
}
