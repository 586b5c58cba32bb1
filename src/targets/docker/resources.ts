import { TerraformDataSource, TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';

type Element = TerraformResource | TerraformDataSource;

/** A construct that became a resource, or a data source. */
type Owner = IConstruct & { readonly resource: Element };

/** Returns the address in Terraform of what a construct became. */
export function addressOf(construct: IConstruct): string {
  return addressOfResource((construct as Owner).resource);
}

export function addressOfResource(element: Element): string {
  const prefix = TerraformDataSource.isTerraformDataSource(element) ? 'data.' : '';
  return `${prefix}${element.terraformResourceType}.${element.friendlyUniqueId}`;
}
