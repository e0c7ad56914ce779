// Runs before the page is drawn, so that nothing jumps: marks that scripts work and that modules are understood.
document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');
