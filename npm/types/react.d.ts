import type { AriaRole, ForwardRefExoticComponent, ReactNode, RefAttributes } from "react";
import type {
  ErrorDetail, ExitDetail, PaymentAccountEventMap, PaymentAccountProperties, PaymentOnboardingElement,
  PaymentStatusElement, ReadyDetail, RequestDetail, StatusChangeDetail, StepDetail,
} from "./index.js";

/** What both components take. */
export interface PaymentAccountProps extends Partial<PaymentAccountProperties> {
  organisationId: string;
  id?: string;
  className?: string;
  hidden?: boolean;
  nonce?: string;
  role?: AriaRole;
  /** Nodes with a `slot`. */
  children?: ReactNode;
  onReady?(detail: ReadyDetail, event: PaymentAccountEventMap["dolfin-ready"]): void;
  onStatusChange?(detail: StatusChangeDetail, event: PaymentAccountEventMap["dolfin-statuschange"]): void;
  onStep?(detail: StepDetail, event: PaymentAccountEventMap["dolfin-step"]): void;
  onExit?(detail: ExitDetail, event: PaymentAccountEventMap["dolfin-exit"]): void;
  onError?(detail: ErrorDetail, event: PaymentAccountEventMap["dolfin-error"]): void;
  /** Taking it says that you see to it; answer `false` where you do not. */
  onRequest?(detail: RequestDetail, event: PaymentAccountEventMap["dolfin-request"]): boolean | void;
}

export interface PaymentAccountOnboardingProps extends PaymentAccountProps {
  publishableKey: string;
}

/** The ref is the element: `ref.current?.refresh()`. */
export const PaymentAccountOnboarding: ForwardRefExoticComponent<
  PaymentAccountOnboardingProps & RefAttributes<PaymentOnboardingElement>
>;
export const PaymentAccountStatus: ForwardRefExoticComponent<PaymentAccountProps & RefAttributes<PaymentStatusElement>>;
