import { ServerCapabilities } from '../generated/tfplugin6';

/** Terraform may request a plan for a destroy, cache the schema, and move state between resource types. */
export const CAPABILITIES: ServerCapabilities = { planDestroy: true, getProviderSchemaOptional: true, moveResourceState: true };
