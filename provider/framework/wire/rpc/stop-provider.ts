import { providerRpc } from './rpc';
import { StopProvider_Request, StopProvider_Response } from '../generated/tfplugin6';

/** Terraform was interrupted: what is in flight is finished, and resources are told to begin nothing new. */
export const stopProvider = providerRpc('StopProvider', StopProvider_Request, StopProvider_Response, (session) => {
  session.stop();
  return { Error: '' };
});
