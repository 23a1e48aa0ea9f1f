import type { SkillTable } from './index.ts'

/** Languages, frameworks and the craft of software. */
export const SOFTWARE: SkillTable = [
  [
    'programming language',
    `
JavaScript | ^JS, ecmascript, es5, es6, es2015, es2020, vanilla js, vanilla javascript
TypeScript | ^TS
Python | py, cpython, python3, python scripting
Java | java se, core java, jdk, j2se, java 8, openjdk, java programming
!C | c language, ansi c, c programming, embedded c, ansi c99, c99, c11
C++ | cpp, c plus plus, modern c++, cplusplus, visual c++, stl, msvc, vc++, c++11, c++17
C# | csharp, c sharp, c#.net
F# | fsharp, f sharp
!Go | golang, go lang, go language
!R | r language, r programming, rlang, rstats, r studio, rstudio
Ruby | ruby lang, rubylang
Rust | rustlang, rust lang
PHP | php5, php7, php8
!Swift | swiftlang, swift language, swift programming
Kotlin | kotlin jvm
Scala | scala lang
Objective-C | objc, obj c, objectivec
!Dart | dartlang, dart language
Perl | perl5, practical extraction and report language
Haskell
Elixir | elixir lang
Erlang | erlang otp
Clojure | clj
ClojureScript | cljs
!Julia | julialang, julia language
Lua | luajit
MATLAB | mat lab, mathworks matlab
Groovy | apache groovy
Visual Basic | vb, vb6, visual basic 6
VB.NET | vbnet, visual basic .net, vb .net
VBA | visual basic for applications, excel vba, vba macros
COBOL
Fortran | fortran90, f77, f90, f95
Pascal | object pascal, delphi
!Assembly | assembly language, assembler, asm, x86 assembly
Bash | shell, shell scripting, shell script, bash scripting, unix shell, ~sh, zsh, z shell, zshell
PowerShell | power shell, pwsh, windows powershell, powershell core
SQL | structured query language, ansi sql
PL/SQL | plsql
T-SQL | tsql, transact sql
Solidity
ABAP | sap abap
Apex | salesforce apex
Prolog
Lisp | common lisp, clisp
!Scheme
OCaml | ocaml language
Zig | ziglang
Nim | nim lang
!Crystal | crystal lang
Verilog | systemverilog, system verilog, hardware description language, hdl
VHDL
LabVIEW | lab view
!Scratch | scratch programming, scratch 3
!Elm | elm lang
!Racket
Smalltalk
Raku | perl6, perl 6
PureScript
Haxe
!Ada | ada language, ada95
CoffeeScript | coffee script
WebAssembly | wasm, web assembly
Tcl | tcl tk
AutoHotkey | ahk
Vala
`,
  ],
  [
    'web frontend',
    `
HTML | html5, hypertext markup language, xhtml, html 5
CSS | css3, cascading style sheets, css 3
Sass | scss, sass scss, libsass, dart sass
!Less | less css, lesscss
^React | react.js, reactjs, react js
Angular | angular 2, angular2, angularjs, angular.js, angular js
Vue.js | vue, vuejs, vue js, vue3, vue2, vue 3, vuex, pinia
Svelte | sveltejs, sveltekit, svelte kit
Next.js | nextjs, next js, !next
Nuxt.js | nuxt, nuxtjs, nuxt js
!Gatsby | gatsbyjs, gatsby.js
!Ember | emberjs, ember.js, ember js
Backbone.js | backbonejs, !backbone
jQuery | jquery ui, j query
!Bootstrap | bootstrap css, twitter bootstrap, bootstrap 5
Tailwind CSS | tailwind, tailwindcss
Redux | redux toolkit, reduxjs
RxJS | rx.js, reactive extensions
!Astro | astrojs, astro build
SolidJS | solid.js
Alpine.js | alpinejs
Three.js | threejs, three js
D3.js | d3, d3js
WebGL | web gl
Webpack
Vite | vitejs
Babel | babeljs
!Gulp | gulpjs, gulp.js
Storybook
Material UI | mui
Material Design
Web Components | web component
Web accessibility | accessibility, a11y, wcag, aria, web content accessibility guidelines
Responsive design | responsive web design, rwd, mobile first design
Progressive web apps | pwa, progressive web app
Ajax | asynchronous javascript and xml
Handlebars | handlebarsjs, handlebars.js
Styled Components
Front-end development | frontend, front end, frontend development, front-end web development
Web development | web programming, web application development, website development
!Electron | electronjs, electron.js
`,
  ],
  [
    'web backend',
    `
Node.js | ~node, nodejs, node js, server side javascript
!Express | express.js, expressjs
NestJS | nest.js, nest js, !nest
Fastify
Koa | koajs, koa.js
Deno
!Bun | bun.js
!Django | django framework, django rest framework, drf
!Flask | flask framework
FastAPI | fast api
Ruby on Rails | ~rails, ror, rubyonrails
!Spring | spring framework, spring mvc, java spring
Spring Boot | springboot
Hibernate | hibernate orm, jpa, java persistence api
Jakarta EE | java ee, j2ee, javaee, jee, java enterprise edition, enterprise javabeans
Quarkus
Micronaut
Laravel
Symfony
CodeIgniter
CakePHP
Yii
.NET | dot net, dotnet, .net core, dotnet core, .net framework, microsoft .net, asp net core framework
ASP.NET | asp .net, aspnet, asp.net core, asp.net mvc, active server pages, aspx, webforms, web forms
Blazor
Entity Framework | ef core, entity framework core
!Phoenix | phoenix framework
!Gin | gin gonic
WordPress | word press, elementor
Drupal
Joomla
Magento | adobe commerce
Shopify | shopify liquid
WooCommerce
Back-end development | backend, back end, backend development, server side development
Full-stack development | full stack, fullstack, full-stack web development
REST API | ^REST, restful, restful api, rest apis, restful web services, rest api design, representational state transfer
GraphQL | graph ql, apollo graphql, apollo
gRPC | g rpc
^SOAP | soap web services, simple object access protocol
WebSockets | web socket, websocket, socket.io
OpenAPI | swagger, openapi specification, openapi spec, oas
Microservices | micro services, microservice architecture, microservices architecture
Serverless | serverless computing, serverless architecture
OAuth | oauth2, oauth 2, openid connect, oidc
JSON Web Tokens | jwt, json web token, jwt auth, jwt authentication, jwt token
JSON | json schema
XML | extensible markup language, xsd
XSLT
`,
  ],
  [
    'mobile',
    `
Android | android sdk, android development, android studio, android programming, android apps
iOS | ios development, ios sdk, apple ios, iphone development
React Native | reactnative
Flutter | flutter sdk
SwiftUI | swift ui
Jetpack Compose
Xamarin | .net maui
!Ionic | ionic framework
Cordova | apache cordova, phonegap
Mobile development | mobile app development, mobile application development, mobile apps
Kotlin Multiplatform | kmm
`,
  ],
  [
    'software engineering',
    `
Git | git version control
GitHub | git hub
GitLab | git lab
Bitbucket
Subversion | svn, apache subversion
Version control | source control, version control systems, vcs
Object-oriented programming | oop, object oriented, object oriented design, ood, oops
Functional programming
Data structures | data structures and algorithms, dsa, data structure
Algorithms | algorithm design
Design patterns | software design patterns
Domain-driven design | ddd
Software architecture | system design, systems design, software design, system architecture, solution architecture
Event-driven architecture | event driven, eda
Test-driven development | tdd
Behavior-driven development | bdd, behaviour driven development
Unit testing | unit tests, unit test
Integration testing | integration tests
End-to-end testing | e2e testing, end to end tests, e2e
Test automation | automated testing, automation testing, qa automation, automated tests
Software testing | qa testing, manual testing, software quality assurance, quality assurance testing, software qa
Performance testing | load testing, stress testing
Selenium | selenium webdriver
!Cypress | cypress.io
!Playwright | microsoft playwright
!Jest | jestjs
Vitest
!Mocha | mochajs
JUnit | junit5
pytest | py.test
!Cucumber | cucumber bdd, gherkin
!Postman | postman api
JMeter | apache jmeter
Appium
Code review | code reviews, peer review
Refactoring | code refactoring
Debugging
Software development | software engineering, software developer, application development, ~programming, computer programming, ~coding
Software development life cycle | sdlc, software development lifecycle
Technical documentation | technical writing, software documentation, technical writer
Regular expressions | regex, regexp, regular expression
Embedded systems | embedded software, ~embedded, embedded programming, firmware, firmware development
Internet of Things | iot
Arduino
Raspberry Pi | raspberrypi, raspi, rpi
Microcontrollers | microcontroller, mcu, stm32, avr
FPGA | field programmable gate array
Real-time operating systems | rtos, freertos
^ROS | robot operating system, ros2
!Unity | unity3d, unity 3d, unity game engine
Unreal Engine | unreal, ue4, ue5, unrealengine
Godot | godot engine
Game development | game design, game programming, gamedev, video game development
OpenGL | open gl
Vulkan | vulkan api
CUDA | nvidia cuda
Blockchain | distributed ledger, dlt
Smart contracts | smart contract
Ethereum | ethereum blockchain
Web3 | web 3, web3.js
Augmented reality | ar vr, augmented reality development
Virtual reality | vr
Compilers | compiler design, compiler
Concurrency | multithreading, multi threading, parallel programming, concurrent programming
Distributed systems | distributed computing
Open source | open source software, opensource, oss
Qt | qt framework, qt5
LaTeX | xelatex, overleaf
Markdown
Low-code development | low code, no code, lowcode, nocode
Apache Maven | maven
Gradle
Apache Tomcat | tomcat
IntelliJ IDEA | intellij
Visual Studio | ms visual studio
Visual Studio Code | vs code, vscode
!Eclipse | eclipse ide
Vim | neovim, nvim
`,
  ],
]
