import { TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';

/** A construct that became a resource. */
type Owner = IConstruct & { readonly resource: TerraformResource };

/** Returns the resource that a construct became. */
export function resourceOf(construct: IConstruct): TerraformResource {
  return (construct as Owner).resource;
}

/** Returns the address of that resource in Terraform. */
export function addressOf(construct: IConstruct): string {
  return addressOfResource(resourceOf(construct));
}

export function addressOfResource({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}
