// How Terraform knows the provider, and the file that the library looks for and `provider/bundling/main.ts` writes.

/** The registry that Terraform means in a source address without one. */
export const REGISTRY = 'registry.terraform.io';

/** The provider's source address. */
export const SOURCE = 'berth/docker';

/** What the name of the bundle begins with. The version follows, and `.cjs`. */
export const BUNDLE_PREFIX = 'terraform-provider-docker_v';
