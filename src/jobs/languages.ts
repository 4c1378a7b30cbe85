import { cloudformation } from '../languages/cloudformation/language.ts';
import { terraform } from '../languages/terraform/language.ts';
import type { Language } from '../model/language.ts';

/** Every language that is edited: one line each. */
export const languages: readonly Language[] = [terraform, cloudformation];
