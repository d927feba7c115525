//! What people do with the portal: one public function is one thing a person does.
