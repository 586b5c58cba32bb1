import { ServerCapabilities } from '../generated/tfplugin6';

/** What Terraform may rely on: it asks for a plan of a destroy, keeps the schema, and may move state between types. */
export const CAPABILITIES: ServerCapabilities = { planDestroy: true, getProviderSchemaOptional: true, moveResourceState: true };
